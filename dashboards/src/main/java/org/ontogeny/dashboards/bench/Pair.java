package org.ontogeny.dashboards.bench;

/**
 * What the same development took with a journal and without one.
 *
 * @param with seconds with the journal
 * @param without seconds without
 * @param processorWith seconds of processors with the journal
 * @param processorWithout seconds of processors without
 */
record Pair(double with, double without, double processorWith, double processorWithout) {

  /**
   * Lets both take turns until they are done. Who is first changes from turn to turn, so that a
   * load that rises or falls is shared.
   */
  static Pair of(Lane with, Lane without) {
    try {
      boolean journalFirst = true;
      while (!with.isEnded() || !without.isEnded()) {
        (journalFirst ? with : without).advance();
        (journalFirst ? without : with).advance();
        journalFirst = !journalFirst;
      }
    } finally {
      with.abandon();
      without.abandon();
    }
    return new Pair(
        with.seconds(), without.seconds(), with.processorSeconds(), without.processorSeconds());
  }

  /** By the clock. */
  double ratio() {
    return with / without;
  }

  /** In processor time. */
  double processorRatio() {
    return processorWith / processorWithout;
  }
}
