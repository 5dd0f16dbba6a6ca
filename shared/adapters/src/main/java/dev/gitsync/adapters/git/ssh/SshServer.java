package dev.gitsync.adapters.git.ssh;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.Connection.Bastion;
import dev.gitsync.flows.link.RepositoryUrl.SshPlace;
import java.net.InetSocketAddress;

/** An SSH server and the user to log in as. */
record SshServer(String host, int port, String user) {

  static SshServer of(SshPlace place) {
    return new SshServer(place.host(), place.port(), place.user());
  }

  static SshServer of(Bastion bastion) {
    return new SshServer(bastion.host(), bastion.port(), bastion.user());
  }

  /** Where it is, which was checked. */
  InetSocketAddress address(AddressGuard guard) {
    return new InetSocketAddress(guard.resolve(host).getFirst(), port);
  }

  /** As in the keys of known hosts. */
  String place() {
    return Connection.Bastion.place(host, port);
  }
}
