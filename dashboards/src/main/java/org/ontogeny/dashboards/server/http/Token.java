package org.ontogeny.dashboards.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret that whoever may ask knows. */
public final class Token {

  /** Characters that a token has at least. */
  public static final int SHORTEST = 16;

  /** Longer ones would not fit into a header. */
  public static final int LONGEST = 1024;

  private final byte[] secret;

  /**
   * A token.
   *
   * @throws IllegalArgumentException if it is too short or too long, or has characters that a
   *     header cannot carry; the message does not repeat it
   */
  public Token(String secret) {
    if (secret.length() < SHORTEST
        || secret.length() > LONGEST
        || !secret.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "expected a token of %d to %d visible characters of ASCII, got %d characters"
              .formatted(SHORTEST, LONGEST, secret.length()));
    }
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether somebody knows it. How long the answer takes does not depend on where they differ. */
  public boolean is(String presented) {
    return MessageDigest.isEqual(secret, presented.getBytes(StandardCharsets.UTF_8));
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "a token";
  }
}
