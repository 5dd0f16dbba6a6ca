package dev.gitsync.adapters.git.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.flows.NeedsUser;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private static AddressGuard guard(String address, String... allowed) {
    return new AddressGuard(
        Set.of(allowed), host -> new InetAddress[] {InetAddress.getByName(address)});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.0.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:a00:1::1"
      })
  void refusesAddressesThatAreNotPublic(String address) {
    assertThatThrownBy(() -> guard(address).check(URI.create("https://git.example/a.git")))
        .isInstanceOf(NeedsUser.class)
        .hasMessageContaining("git.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"140.82.121.4", "100.63.0.1", "172.32.0.1", "2606:50c0::1"})
  void letsPublicAddressesPass(String address) {
    assertThatCode(() -> guard(address).check(URI.create("https://git.example/a.git")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAHostOneOfWhoseAddressesIsPrivate() throws UnknownHostException {
    InetAddress[] both = {InetAddress.getByName("9.9.9.9"), InetAddress.getByName("10.0.0.1")};
    var guard = new AddressGuard(Set.of(), host -> both);
    assertThatThrownBy(() -> guard.resolve("git.example")).isInstanceOf(NeedsUser.class);
  }

  @Test
  void refusesToSendCredentialsInClear() {
    assertThatThrownBy(() -> guard("9.9.9.9").check(URI.create("http://git.example/a.git")))
        .isInstanceOf(NeedsUser.class);
  }

  @Test
  void letsHostsPassThatTheDeploymentNames() {
    AddressGuard guard = guard("10.0.0.1", " Git.Example ");
    assertThatCode(() -> guard.check(URI.create("http://git.example/a.git")))
        .doesNotThrowAnyException();
    assertThat(guard.resolve("git.example")).hasSize(1);
  }
}
