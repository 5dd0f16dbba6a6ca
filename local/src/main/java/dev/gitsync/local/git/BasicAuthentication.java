package dev.gitsync.local.git;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Lets only {@link GitAccess}'s user through; anyone else is asked for user and token. */
@SuppressWarnings("serial")
final class BasicAuthentication extends HttpFilter {
  private final byte[] expected;

  BasicAuthentication(GitAccess access) {
    String pair = access.username() + ":" + access.password();
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    this.expected = ("Basic " + encoded).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (known(request.getHeader("Authorization"))) {
      chain.doFilter(request, response);
    } else {
      response.setHeader("WWW-Authenticate", "Basic realm=\"Git Sync\"");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  private boolean known(@Nullable String header) {
    return header != null
        && MessageDigest.isEqual(expected, header.getBytes(StandardCharsets.US_ASCII));
  }
}
