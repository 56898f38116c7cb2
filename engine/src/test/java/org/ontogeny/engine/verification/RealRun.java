package org.ontogeny.engine.verification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.evaluation.Classifier;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.stage.Birth;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.engine.stage.Readout;
import org.ontogeny.engine.stage.Rounds;
import org.ontogeny.engine.stage.Schedule;
import org.ontogeny.engine.stage.Setting;
import org.ontogeny.engine.stage.Train;
import org.ontogeny.kernel.backend.Backends;

/**
 * A run of the engine in one thread that takes a moment, its journal, and a copy of the network
 * wherever a stage begins or ends.
 */
final class RealRun {

  static final long SEED = 3;
  static final Network NETWORK = network();

  private static final int TRAIN = 64;

  private final List<Event> events = new ArrayList<>();
  private final NavigableMap<Long, NetworkState> copies = new TreeMap<>(); // by seq

  private RealRun() {}

  List<Event> events() {
    return events;
  }

  /** The network right after an event, by its sequence number. */
  NavigableMap<Long, NetworkState> copies() {
    return copies;
  }

  /** Training, then rounds of pruning with both controls. */
  static RealRun of(PruningRule rule, int rounds, Set<Rounds.Control> controls) {
    Schedule three = new Schedule(3, new Learning(0.1f, 0.5f, Learning.Mode.CLASSIC, 0, 0), 0.05f);
    return of(
        new Experiment(
            "tiny",
            List.of(
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
                    controls))));
  }

  static RealRun of(PruningRule rule, int rounds) {
    return of(rule, rounds, EnumSet.allOf(Rounds.Control.class));
  }

  private static RealRun of(Experiment experiment) {
    RealRun run = new RealRun();
    NetworkState born = birth().of(NETWORK);
    List<Event> told = new ArrayList<>();
    Map<Long, NetworkState> seen = new HashMap<>();
    Development[] running = new Development[1];
    running[0] =
        new Development(
            setting(),
            born,
            new SequentialExecutor(
                NETWORK, Groups.of(born.groups(), NETWORK, SEED, Backends.named("auto"))),
            event -> {
              told.add(event);
              if (event.fact() instanceof Fact.StageStarted
                  || event.fact() instanceof Fact.StageEnded) {
                seen.put(event.seq(), running[0].copy());
              }
            },
            Progress.NONE);
    experiment.develop(running[0]);
    run.keep(told, seen, born);
    return run;
  }

  /** Puts initial synapses behind the start, unless the engine has told them itself. */
  private void keep(List<Event> told, Map<Long, NetworkState> seen, NetworkState born) {
    events.add(told.get(0));
    if (!(told.get(1).fact() instanceof Fact.SynapsesFormed)) {
      for (SynapseGroupState group : born.synapseGroups()) {
        events.add(new Event(events.size() + 1L, 0, "", initial(group)));
      }
    }
    long more = events.size() - 1L;
    for (Event event : told.subList(1, told.size())) {
      events.add(new Event(event.seq() + more, event.step(), event.stage(), later(event, more)));
    }
    seen.forEach((seq, state) -> copies.put(seq + more, state));
  }

  private static Fact later(Event event, long more) {
    return event.fact() instanceof Fact.Branched b
        ? new Fact.Branched(b.from(), b.fence() + more, b.course(), b.synapses(), b.neurons())
        : event.fact();
  }

  private static Fact initial(SynapseGroupState group) {
    List<Fate> births = new ArrayList<>();
    Living living = Living.NONE;
    for (int k = 0; k < group.pre().length; k++) {
      int pre = group.preNeuron()[group.pre()[k]];
      int post = group.postNeuron()[group.post()[k]];
      births.add(new Fate(pre, post, Double.NaN, group.weight()[k], 0, Float.NaN));
      living = living.plus(pre, post);
    }
    return new Fact.SynapsesFormed(
        group.id().owner(), group.id(), Fact.SynapsesFormed.INITIAL, Double.NaN, births, living);
  }

  private static Network network() {
    Population visible = new Population("visible", 64, 2, true, 8);
    Population h1 = new Population("h1", 12, 2, false, 0);
    Population h2 = new Population("h2", 8, 2, false, 0);
    return new Network(
        List.of(visible, h1, h2),
        List.of(
            new Projection("visible-h1", visible, h1, Projection.FULL),
            new Projection("h1-h2", h1, h2, Projection.FULL)));
  }

  private static Birth birth() {
    return new Birth(
        Map.of("visible-h1", 0.3f, "h1-h2", 0.3f),
        Map.of("visible", -1f, "h1", -1f, "h2", -1f),
        List.of(chains()),
        SEED);
  }

  private static Ensemble chains() {
    return new Ensemble("chains", 2, 20, 2, true);
  }

  private static Setting setting() {
    Classifier.Settings usual = Classifier.Settings.DEFAULT;
    return new Setting(
        NETWORK,
        Datasets.loadFrom("digits", 8, TRAIN, 30, 1, Optional.empty()),
        new Ensemble("examples", 1, 10, 2, false),
        chains(),
        new Ensemble("evaluation", 3, 25, 2, false),
        new Setting.MeanField(5, 1e-3f),
        new Readout(
            TRAIN, 30, new Classifier.Settings(2, usual.rate(), usual.minibatch(), usual.seed())),
        SEED);
  }
}
