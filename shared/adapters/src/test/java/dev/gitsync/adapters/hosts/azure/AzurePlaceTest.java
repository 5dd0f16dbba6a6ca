package dev.gitsync.adapters.hosts.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzurePlaceTest {

  private static Optional<AzurePlace> place(String address) {
    return AzurePlace.of(
        new LinkSettings(new RepositoryUrl(address), "main", "", LinkSettings.Mode.RUNNING));
  }

  @ParameterizedTest
  @CsvSource({
    "https://dev.azure.com/acme/data/_git/models, https://dev.azure.com/acme/data/_git/models",
    "https://dev.azure.com/acme/_git/models, https://dev.azure.com/acme/models/_git/models",
    "https://dev.azure.com/acme/My%20Data/_git/m, https://dev.azure.com/acme/My%20Data/_git/m",
    "git@ssh.dev.azure.com:v3/acme/data/models, https://dev.azure.com/acme/data/_git/models",
    "git@ssh.dev.azure.com:v3/acme/My%20Data/m, https://dev.azure.com/acme/My%20Data/_git/m",
    "acme@vs-ssh.visualstudio.com:v3/acme/data/m, https://dev.azure.com/acme/data/_git/m",
    "https://acme.visualstudio.com/data/_git/m, https://acme.visualstudio.com/data/_git/m",
    "https://acme.visualstudio.com/_git/m, https://acme.visualstudio.com/m/_git/m",
    "https://tfs.acme.example:8443/tfs/All/data/_git/m, https://tfs.acme.example:8443/tfs/All/data/_git/m",
    "https://tfs.acme.example/tfs/All/_git/m, https://tfs.acme.example/tfs/All/m/_git/m",
    "https://tfs.acme.example/All/_git/m, https://tfs.acme.example/All/m/_git/m",
    "ssh://tfs.acme.example:22/All/data/_git/m, https://tfs.acme.example/All/data/_git/m"
  })
  void tellsWhereARepositoryIs(String address, String page) {
    assertThat(place(address).map(AzurePlace::page)).contains(page);
  }

  @Test
  void knowsNoOtherAddresses() {
    assertThat(place("https://dev.azure.com/acme/models")).isEmpty();
  }
}
