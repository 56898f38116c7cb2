package org.ontogeny.dashboards.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where a journal went back to an earlier fence, and so which stretches of it led to the network as
 * it was after an event. What lies between them happened to a network that was given up.
 *
 * <pre>
 *  events     1 ... 8 | 9 ... 15 | 16 ... 20 | 21 ...
 *  course     main    | unpruned | random    | main
 *  goes back         to 8      to 8        to 15
 *  after 20:  1 ... 8 and 16 ... 20
 * </pre>
 */
public final class Lineage {

  /**
   * Events that follow each other.
   *
   * @param first sequence number
   * @param last sequence number, at least that of the first
   */
  public record Stretch(long first, long last) {}

  private record Turn(long seq, long fence) {}

  private final List<Turn> turns = new ArrayList<>(); // ascending

  /**
   * The network became again what it was right after an earlier event.
   *
   * @param seq of the event that says so, larger than that of all before
   * @param fence sequence number of the earlier event
   * @throws IllegalArgumentException if that event is not earlier
   */
  public void branched(long seq, long fence) {
    if (fence >= seq || fence < 0) {
      throw new IllegalArgumentException(
          "event %d: expected a fence before it, got one after event %d".formatted(seq, fence));
    }
    turns.add(new Turn(seq, fence));
  }

  /** The stretches that led to the network right after an event, ascending. */
  public List<Stretch> until(long seq) {
    Deque<Stretch> stretches = new ArrayDeque<>();
    long last = seq;
    for (int k = turns.size() - 1; k >= 0 && last > 0; k--) {
      Turn turn = turns.get(k);
      if (turn.seq() <= last) {
        stretches.addFirst(new Stretch(turn.seq(), last));
        last = turn.fence();
      }
    }
    if (last > 0) {
      stretches.addFirst(new Stretch(1, last));
    }
    return List.copyOf(stretches);
  }

  /** Whether the network after an event is one that the later event has grown out of. */
  public boolean isPast(long seq, long later) {
    return until(later).stream().anyMatch(s -> s.first() <= seq && seq <= s.last());
  }
}
