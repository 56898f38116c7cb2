package org.ontogeny.engine.verification;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** How many verdicts were passed again, and which rules could not be. */
final class Verdicts {

  private static final int NAMES = 20;

  private final SortedSet<String> foreign = new TreeSet<>();
  private long reapplied;
  private long unapplied;

  void reapplied(int verdicts) {
    reapplied += verdicts;
  }

  void unapplied(int verdicts) {
    unapplied += verdicts;
  }

  /** The engine has no rule or criterion of this name. */
  void foreign(String name) {
    if (foreign.size() < NAMES) {
      foreign.add(name);
    }
  }

  long reapplied() {
    return reapplied;
  }

  long unapplied() {
    return unapplied;
  }

  SortedSet<String> foreign() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(foreign));
  }
}
