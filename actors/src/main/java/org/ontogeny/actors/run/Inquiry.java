package org.ontogeny.actors.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ontogeny.actors.group.GroupHost.Explained;
import org.ontogeny.engine.execution.Waiting;

/**
 * Finds out whether a network stands still. All hosts are asked twice, the second time when all
 * have answered the first. A host that is busy answers late, so a long computation is no
 * standstill. If no host worked through a letter between its two answers, and no report came
 * meanwhile, then at the moment between the two rounds every host was idle and no letter was on its
 * way: whoever waits then, waits in vain (Mattern 1987, the four counter method, with each counter
 * compared by itself).
 */
final class Inquiry {

  /** What is known after an answer. */
  enum Finding {
    /** Some hosts have not answered. */
    OPEN,
    /** All have answered once: ask them again. */
    ASK_AGAIN,
    /** Something went on. */
    MOVES,
    /** Nothing does. */
    STANDS_STILL
  }

  private final Set<String> unheard;
  private final Set<String> hosts;
  private final long moves;
  private final Map<String, Long> letters = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private long number;
  private int round = 1;
  private boolean moved;

  /**
   * @param number of the first round
   * @param moves reports that have come until now
   */
  Inquiry(long number, Collection<String> hosts, long moves) {
    this.number = number;
    this.hosts = Set.copyOf(hosts);
    this.unheard = new HashSet<>(hosts);
    this.moves = moves;
  }

  /** Number of the round, to be repeated in answers. */
  long number() {
    return number;
  }

  /** Takes an answer; one to another round says nothing. */
  Finding hear(Explained answer, long movesNow) {
    if (answer.inquiry() != number || !unheard.remove(answer.host())) {
      return Finding.OPEN;
    }
    Long before = letters.put(answer.host(), answer.letters());
    moved |= before != null && before != answer.letters();
    waiting.addAll(answer.waiting());
    if (!unheard.isEmpty()) {
      return Finding.OPEN;
    }
    if (moved || movesNow != moves) {
      return Finding.MOVES;
    }
    if (round == 2) {
      return Finding.STANDS_STILL;
    }
    askAgain();
    return Finding.ASK_AGAIN;
  }

  private void askAgain() {
    round = 2;
    number++;
    unheard.addAll(hosts);
    waiting.clear();
  }

  /** Groups that wait, those furthest behind first. */
  List<Waiting> waiting() {
    return waiting.stream().sorted(Waiting.FURTHEST_BEHIND).toList();
  }
}
