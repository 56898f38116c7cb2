package org.ontogeny.engine.verification;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.engine.event.Fate;

/** Collects findings: all are counted, the first are kept. */
final class Findings {

  static final int SHOWN = 20;

  private final List<Finding> first = new ArrayList<>();
  private long total;
  private long seq;

  /** From here on findings belong to this event. */
  void at(long event) {
    seq = event;
  }

  void add(String where, Object expected, Object found) {
    addAt(seq, where, expected, found);
  }

  /** A finding about one synapse. */
  void add(String projection, Fate fate, Object expected, Object found) {
    total++;
    if (first.size() < SHOWN) {
      String where = projection + " " + fate.pre() + "->" + fate.post();
      first.add(new Finding(seq, where, expected.toString(), found.toString()));
    }
  }

  /** A finding about an event that has passed. */
  void addAt(long event, String where, Object expected, Object found) {
    total++;
    if (first.size() < SHOWN) {
      first.add(new Finding(event, where, expected.toString(), found.toString()));
    }
  }

  long total() {
    return total;
  }

  List<Finding> first() {
    return List.copyOf(first);
  }
}
