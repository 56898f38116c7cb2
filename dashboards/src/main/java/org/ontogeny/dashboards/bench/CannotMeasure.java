package org.ontogeny.dashboards.bench;

/** What a benchmark needs is not there; the message says what, and what would help. */
public final class CannotMeasure extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CannotMeasure(String message) {
    super(message);
  }
}
