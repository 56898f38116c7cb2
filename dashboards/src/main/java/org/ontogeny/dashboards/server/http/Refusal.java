package org.ontogeny.dashboards.server.http;

import java.io.Serial;

/** A request is not granted, for a reason that whoever asks may know. */
public final class Refusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public Refusal(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** What to answer. */
  public Problem problem() {
    return problem;
  }
}
