package dev.gitsync.adapters.git.ssh;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.threads.NoCloseExecutor;

/** The few threads that read and write for all SSH connections of the process. */
final class SshThreads {

  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("ssh-", 0).factory());

  private static final IoServiceFactoryFactory SHARED =
      new Nio2ServiceFactoryFactory(() -> new NoCloseExecutor(POOL));

  private SshThreads() {}

  static IoServiceFactoryFactory shared() {
    return SHARED;
  }
}
