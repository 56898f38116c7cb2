package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.util.List;

/** Answers one question by measuring. */
public interface Benchmark {

  /** By which a user asks for it. */
  String name();

  /** What it answers, with its question mark. */
  String question();

  /** About how many seconds it takes without peers. */
  int seconds(Measuring how);

  /** Why it is left out where all are asked for; empty if it is not. */
  default String apart() {
    return "";
  }

  /**
   * Measures.
   *
   * @throws CannotMeasure if this machine lacks what it takes
   */
  List<Answer> measure(Measuring how) throws IOException;
}
