package dev.gitsync.adapters.git.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/** A program on an SSH server, as JGit's transport sees programs. */
final class ChannelProcess extends Process {

  private final ChannelExec channel;

  ChannelProcess(ChannelExec channel) {
    this.channel = channel;
  }

  @Override
  public OutputStream getOutputStream() {
    return channel.getInvertedIn();
  }

  @Override
  public InputStream getInputStream() {
    return channel.getInvertedOut();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public int waitFor() {
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0);
    return exitValue();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) {
    return channel
        .waitFor(EnumSet.of(ClientChannelEvent.CLOSED), unit.toMillis(timeout))
        .contains(ClientChannelEvent.CLOSED);
  }

  @Override
  public int exitValue() {
    return Optional.ofNullable(channel.getExitStatus())
        .orElseThrow(() -> new IllegalThreadStateException("It runs."));
  }

  /** Tells the server too: OpenSSH has no more than ten open for a connection. */
  @Override
  public void destroy() {
    var _ = channel.close(false);
  }
}
