package org.ontogeny.engine.stage;

import java.util.HashMap;
import java.util.Map;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/**
 * When a run records snapshots, and how much is in them: what a viewer needs of weights, biases and
 * states at moments of the past, bounded so that a run without an end can afford it. When they are
 * due, and what they hold, depends on the specification and on the events before them only.
 *
 * @param ends whether at the end of every stage and of every round, controls included
 * @param every at the first fence within a stage at which so many steps have passed since the last
 *     snapshot, or since the beginning; 0 for never
 * @param fields postsynaptic neurons of a projection, at most: 0 to {@link #MOST_FIELDS}
 */
public record Snapshots(boolean ends, long every, int fields) {

  /** Most postsynaptic neurons of a projection. */
  public static final int MOST_FIELDS = 1024;

  /** A population with more neurons at birth is left out, and so are its outgoing projections. */
  public static final int MOST_NEURONS = 65_536;

  /** Most chains of which there are states. */
  public static final int MOST_CHAINS = 64;

  /** No snapshots. */
  public static final Snapshots NONE = new Snapshots(false, 0, 0);

  private static final String SNAPSHOT = "snapshot";
  private static final String STEP = "step";

  /**
   * When, and how much.
   *
   * @throws IllegalArgumentException if the numbers are none of such
   */
  public Snapshots {
    if (every < 0) {
      throw new IllegalArgumentException("expected at least 0 steps, got " + every);
    }
    if (fields < 0 || fields > MOST_FIELDS) {
      throw new IllegalArgumentException(
          "expected 0 to %d fields, got %d".formatted(MOST_FIELDS, fields));
    }
  }

  /** Whether the states of a population are in snapshots. */
  public static boolean shows(Population population) {
    return population.neurons() <= MOST_NEURONS;
  }

  /** The end of a stage or a round: the last act of it. */
  static Course end() {
    return Course.act(
        development -> {
          // asked when it comes: the values may have been changed since the run began
          if (development.snapshots().ends()) {
            development.snapshots().take(development);
          }
        });
  }

  /** An act within a stage is done. */
  void passed(Development development) {
    if (every > 0 && development.step() - last(development) >= every) {
      take(development);
    }
  }

  private static long last(Development development) {
    Map<String, Long> note = development.noted(SNAPSHOT);
    return note == null ? 0 : note.get(STEP);
  }

  private void take(Development development) {
    Map<String, Integer> shown = new HashMap<>();
    for (Projection projection : development.network().projections()) {
      long living = development.neurons(projection.post().name());
      shown.put(projection.name(), shows(projection.pre()) ? (int) Math.min(fields, living) : 0);
    }
    int chains =
        development.network().graded()
            ? 0
            : Math.min(MOST_CHAINS, development.setting().chains().columns());
    development.note(SNAPSHOT, Map.of(STEP, development.step()));
    development.snapshot(
        new Fact.Snapshot(shown, chains, development.synapses(), development.neurons()));
  }
}
