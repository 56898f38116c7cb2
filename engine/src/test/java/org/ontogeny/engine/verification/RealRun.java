package org.ontogeny.engine.verification;

import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Rounds;
import org.ontogeny.engine.stage.Schedule;
import org.ontogeny.engine.stage.TinyRun;
import org.ontogeny.engine.stage.Train;

/**
 * A run of the engine in one thread that takes a moment, its journal, and a copy of the network at
 * every fence.
 */
final class RealRun {

  static final long SEED = TinyRun.SEED;
  static final Network NETWORK = TinyRun.NETWORK;

  private final TinyRun run = new TinyRun();
  private final NavigableMap<Long, NetworkState> copies = new TreeMap<>(); // by seq

  private RealRun() {}

  List<Event> events() {
    return run.events();
  }

  /** The network right after an event, by its sequence number. */
  NavigableMap<Long, NetworkState> copies() {
    return copies;
  }

  /** Training, then rounds of pruning with both controls. */
  static RealRun of(PruningRule rule, int rounds) {
    return of(rule, rounds, EnumSet.of(Rounds.Control.UNPRUNED, Rounds.Control.RANDOM));
  }

  /** Training, then rounds of pruning. */
  static RealRun of(PruningRule rule, int rounds, Set<Rounds.Control> controls) {
    Schedule three = new Schedule(3, new Learning(0.1f, 0.5f, Momentum.Mode.CLASSIC, 0, 0), 0.05f);
    RealRun real = new RealRun();
    real.run.develop(
        development -> real.copies.put(development.seq(), development.copy()),
        new Train("train", 3, 1, three),
        new Rounds(
            "rounds",
            rounds,
            new Measure(2, 4, 1),
            rule,
            List.of("visible-h1", "h1-h2"),
            DeadEnds.ANY_SIDE,
            true,
            false,
            new Train("retrain", 0, 1, three),
            controls));
    return real;
  }
}
