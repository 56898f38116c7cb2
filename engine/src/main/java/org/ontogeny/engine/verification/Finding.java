package org.ontogeny.engine.verification;

/**
 * One thing in a journal that is not as it must be.
 *
 * @param seq of the event at which it shows
 * @param where as {@code visible-h1 3->17}, {@code group h1-h2[0:6]} or {@code journal}
 * @param expected in words
 * @param found in words
 */
public record Finding(long seq, String where, String expected, String found) {

  @Override
  public String toString() {
    return "event %d, %s: expected %s, found %s".formatted(seq, where, expected, found);
  }
}
