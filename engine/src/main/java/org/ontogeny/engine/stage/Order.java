package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** In which order the projections of a round are pruned (Scholl 2018, section 4.2). */
public enum Order {
  /** All at one fence, from the same window of statistics. */
  JOINT {
    @Override
    List<Turn> turns(List<String> projections) {
      return List.of(new Turn("", projections));
    }
  },
  /** One after the other, the first one first; each is retrained before the next is measured. */
  FIRST_TO_LAST {
    @Override
    List<Turn> turns(List<String> projections) {
      return projections.stream().map(name -> new Turn(name, List.of(name))).toList();
    }
  },
  /** The same from the last one on. */
  LAST_TO_FIRST {
    @Override
    List<Turn> turns(List<String> projections) {
      List<String> reversed = new ArrayList<>(projections);
      Collections.reverse(reversed);
      return FIRST_TO_LAST.turns(reversed);
    }
  };

  /**
   * Projections that are pruned at one fence.
   *
   * @param name of the turn in the paths of events; empty where the round has only one
   * @param projections by name
   */
  record Turn(String name, List<String> projections) {}

  /** The turns of a round. */
  abstract List<Turn> turns(List<String> projections);
}
