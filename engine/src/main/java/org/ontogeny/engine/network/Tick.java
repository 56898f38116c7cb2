package org.ontogeny.engine.network;

import java.util.List;

/**
 * A row of a phase's table. All its updates read the states from before the tick; its work reads
 * those after.
 *
 * @param updates of different populations
 * @param work in order
 */
public record Tick(List<Update> updates, List<Work> work) {

  public Tick {
    updates = List.copyOf(updates);
    work = List.copyOf(work);
  }

  public static Tick of(Update... updates) {
    return new Tick(List.of(updates), List.of());
  }

  public static Tick work(Work... work) {
    return new Tick(List.of(), List.of(work));
  }

  /** The same tick followed by more work. */
  public Tick then(Work more) {
    List<Work> all = new java.util.ArrayList<>(work);
    all.add(more);
    return new Tick(updates, all);
  }
}
