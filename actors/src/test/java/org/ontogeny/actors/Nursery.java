package org.ontogeny.actors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Binarisation;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Images;
import org.ontogeny.engine.data.Preprocessing;
import org.ontogeny.engine.data.Provenance;
import org.ontogeny.engine.evaluation.Classifier;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.stage.Assemble;
import org.ontogeny.engine.stage.Birth;
import org.ontogeny.engine.stage.Develop;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.engine.stage.Growing;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Pace;
import org.ontogeny.engine.stage.Pretrain;
import org.ontogeny.engine.stage.Probes;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.engine.stage.Quota;
import org.ontogeny.engine.stage.Readout;
import org.ontogeny.engine.stage.Rounds;
import org.ontogeny.engine.stage.Schedule;
import org.ontogeny.engine.stage.Setting;
import org.ontogeny.engine.stage.Train;

/** A small deep Boltzmann machine and everything that can happen to it. */
public final class Nursery {

  public static final long SEED = 42;

  private static final int SIDE = 4;
  private static final Ensemble DATA = new Ensemble("data", 0, 10, 2, false);
  private static final Ensemble CHAINS = new Ensemble("chains", 1, 8, 2, true);
  private static final Ensemble EVALUATION = new Ensemble("evaluation", 2, 20, 1, false);

  private final Network network;
  private final Setting setting;

  /** What became of a network. */
  public record Outcome(List<String> events, String state) {}

  /** A network with so many groups in each of its three populations, 16, 8 and 6 neurons. */
  public Nursery(int visibleGroups, int lowerGroups, int upperGroups) {
    Population visible = new Population("visible", SIDE * SIDE, visibleGroups, true, SIDE);
    Population lower = new Population("h1", 8, lowerGroups, false, 0);
    Population upper = new Population("h2", 6, upperGroups, false, 0);
    this.network =
        new Network(
            List.of(visible, lower, upper),
            List.of(
                new Projection("visible-h1", visible, lower, Projection.FULL),
                new Projection("h1-h2", lower, upper, Projection.FULL)));
    this.setting =
        new Setting(
            network,
            dataset(),
            DATA,
            CHAINS,
            EVALUATION,
            new Setting.MeanField(6, 0.01f),
            new Readout(40, 20, new Classifier.Settings(2, 0.1, 1, 1)),
            Probes.DEFAULT,
            birth(),
            SEED);
  }

  /** Two groups in every population. */
  public static Nursery ofPairs() {
    return new Nursery(2, 2, 2);
  }

  public Network network() {
    return network;
  }

  public Ensemble data() {
    return DATA;
  }

  public Ensemble chains() {
    return CHAINS;
  }

  /** The network at its birth. */
  public NetworkState born() {
    return birth().of(network);
  }

  private static Birth birth() {
    return Birth.normal(
        Map.of("visible-h1", 0.5f, "h1-h2", 0.7f),
        Map.of("visible", 0f, "h1", -0.1f, "h2", 0.1f),
        List.of(CHAINS),
        SEED);
  }

  /** Lets the network develop from its birth through a life with two kinds of pruning. */
  public Outcome develop(Executor executor) {
    return develop(executor, Fences.UNWATCHED);
  }

  /** The same while somebody watches its fences. */
  public Outcome develop(Executor executor, Fences fences) {
    List<String> events = new ArrayList<>();
    Development development = development(executor, event -> events.add(CanonicalJson.line(event)));
    development.develop(life(), fences);
    return new Outcome(events, Deep.text(development.copy()));
  }

  /** The network at its birth, about to develop. */
  public Development development(Executor executor, Journal journal) {
    return new Development(
        setting, Checkpoint.of(born()), setting.batches(), executor, journal, Progress.NONE);
  }

  private static Experiment life() {
    Learning learning = new Learning(0.1f, 0.5f, Momentum.Mode.CLASSIC, 0.001f, 2);
    Schedule schedule = new Schedule(5, learning, 0.05f);
    Train train = new Train("train", 2, 2, schedule);
    PruningRule local = PruningRule.of(Criteria.FISHER, new Hazard(0.2, 0.5, 0.9, 1e-6), 0);
    PruningRule layer = PruningRule.of(Criteria.MAGNITUDE, new Percentile(60, true), 0);
    return new Experiment(
        "life",
        List.of(
            new Pretrain("lower", "visible-h1", 1, 0, schedule),
            new Pretrain("upper", "h1-h2", 2, 0.1f, schedule),
            new Assemble("assemble"),
            train,
            rounds("local", local, train),
            rounds("layer", layer, train),
            new Develop(
                "develop",
                3,
                train,
                new Measure(1, 5, 1),
                Optional.of(local),
                Optional.of(new Homeostatic(0.9, 0.2, 0.1f)),
                List.of("visible-h1", "h1-h2"),
                DeadEnds.KEEP,
                true,
                0),
            critical(new Train("learn", 0, 1, new Schedule(1, learning, 0.1f)))));
  }

  /** Growth or pruning before every update. */
  private static Develop critical(Train learn) {
    return new Develop(
        "critical",
        12,
        learn,
        new Measure(0, 0, 1),
        Optional.of(PruningRule.of(Criteria.MAGNITUDE, new Count(0), 0)),
        Optional.of(new LayerRandom(0, 0)),
        List.of("visible-h1", "h1-h2"),
        DeadEnds.KEEP,
        true,
        0,
        new Pace(
            Pace.Decide.FIRST,
            Optional.of(new Quota(0.05, Quota.Mode.CARRY)),
            Optional.of(new Growing(1, 0, 8)),
            OptionalDouble.empty()));
  }

  private static Rounds rounds(String name, PruningRule rule, Train train) {
    return new Rounds(
        name,
        1,
        new Measure(3, 10, 2),
        rule,
        List.of("visible-h1", "h1-h2"),
        DeadEnds.ANY_SIDE,
        true,
        false,
        train,
        Set.of(Rounds.Control.RANDOM));
  }

  private static Dataset dataset() {
    Preprocessing preprocessing = new Preprocessing(SIDE, Binarisation.HALF);
    return new Dataset(
        "stripes",
        preprocessing.apply(stripes(40)),
        preprocessing.apply(stripes(20)),
        preprocessing,
        new Provenance.Drawn("stripes", 1, 0));
  }

  /** Each image has one of four columns inked, and a spot that wanders. */
  private static Images stripes(int count) {
    byte[] grey = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    for (int n = 0; n < count; n++) {
      labels[n] = (byte) (n % SIDE);
      for (int y = 0; y < SIDE; y++) {
        grey[(n * SIDE + y) * SIDE + labels[n]] = (byte) 255;
      }
      grey[n * SIDE * SIDE + n * 7 % (SIDE * SIDE)] = (byte) 255;
    }
    return new Images("stripes", SIDE, SIDE, SIDE, grey, labels);
  }
}
