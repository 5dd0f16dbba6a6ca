package dev.gitsync.adapters.git.ssh;

import dev.gitsync.adapters.git.wire.WireFailure;
import dev.gitsync.adapters.git.wire.WireFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/** One of Git's services, running on an SSH server and talking over its input and output. */
final class SshProgram implements AutoCloseable {

  private static final Duration TO_END = Duration.ofMinutes(2);
  private static final Duration TO_SAY_WHY = Duration.ofSeconds(2);
  private static final int MOST_BYTES = 256 << 20;
  private static final int MOST_WORDS = 2_000;
  private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();

  /** What hosts say of a repository that is not there, and of one that may not be written. */
  private static final List<String> NOT_FOUND =
      List.of("not found", "does not appear to be a git", "could not be found", "not exist");

  private static final List<String> FORBIDDEN =
      List.of("denied", "not allowed", "read only", "read-only", "not permitted", "unauthorized");

  private final ChannelExec channel;
  private final Words words;

  private SshProgram(ChannelExec channel, Words words) {
    this.channel = channel;
    this.words = words;
  }

  private static ScheduledThreadPoolExecutor deadlines() {
    var executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ssh-deadline").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  static SshProgram start(
      SshConnection connection, String service, String path, Map<String, String> environment)
      throws IOException {
    var words = new Words();
    String command = service + " '" + path.replace("'", "'\\''") + "'";
    return new SshProgram(connection.exec(command, environment, words), words);
  }

  /** What the service says to people, the first of it. */
  private static final class Words extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
      if (kept.size() < MOST_WORDS) {
        kept.write(b);
      }
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
  }

  void send(byte[] bytes) throws IOException {
    OutputStream out = channel.getInvertedIn();
    out.write(bytes);
    out.flush();
  }

  /** Says that nothing more will be sent. */
  void finish() throws IOException {
    channel.getInvertedIn().close();
  }

  /** Packets up to and with the next flush, or up to the end where the service ends before. */
  ByteBuffer readToFlush() throws IOException {
    return inTime(
        () -> {
          InputStream in = channel.getInvertedOut();
          var out = new ByteArrayOutputStream();
          boolean isOver = false;
          while (!isOver) {
            byte[] head = in.readNBytes(4);
            if (head.length < 4) {
              throwIfEmpty(out);
              break;
            }
            out.writeBytes(head);
            int length = length(head);
            isOver = length == 0;
            copy(in, out, Math.max(0, length - 4));
          }
          return ByteBuffer.wrap(out.toByteArray());
        });
  }

  /** Everything up to the end. */
  ByteBuffer readToEnd() throws IOException {
    return inTime(() -> ByteBuffer.wrap(channel.getInvertedOut().readNBytes(MOST_BYTES)));
  }

  private void throwIfEmpty(ByteArrayOutputStream read) throws WireFailure {
    if (read.size() == 0) {
      throw ended();
    }
  }

  private static int length(byte[] head) throws WireFailure {
    try {
      return Integer.parseInt(new String(head, StandardCharsets.US_ASCII), 16);
    } catch (NumberFormatException e) {
      throw new WireFailure(Kind.MALFORMED, "Not a packet.", e);
    }
  }

  private static void copy(InputStream in, ByteArrayOutputStream out, int length)
      throws IOException {
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("The answer ends inside a packet.");
    }
    if (out.size() + length > MOST_BYTES) {
      throw new WireFailure(Kind.MALFORMED, "The answer is larger than can be held.");
    }
    out.writeBytes(payload);
  }

  /** Why the service ended without an answer, by its words. */
  private WireFailure ended() {
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TO_SAY_WHY);
    String text = words.text();
    String lower = text.toLowerCase(Locale.ROOT);
    if (NOT_FOUND.stream().anyMatch(lower::contains)) {
      return new WireFailure(Kind.NOT_FOUND, text);
    }
    if (FORBIDDEN.stream().anyMatch(lower::contains)) {
      return new WireFailure(Kind.FORBIDDEN, text);
    }
    return new WireFailure(
        Kind.UNREACHABLE, text.isEmpty() ? "The server ended without a word." : text);
  }

  /** Something that reads. */
  @FunctionalInterface
  private interface Reading {
    ByteBuffer run() throws IOException;
  }

  private ByteBuffer inTime(Reading reading) throws IOException {
    ScheduledFuture<?> deadline =
        DEADLINES.schedule(() -> channel.close(true), TO_END.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return reading.run();
    } finally {
      deadline.cancel(false);
    }
  }

  /** As JGit wants to see it. */
  Process process() {
    return new ChannelProcess(channel);
  }

  @Override
  public void close() {
    channel.close(true);
  }
}
