package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.evaluation.Classifier;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Group;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.kernel.backend.Backends;

/** A run that takes a moment: 8 x 8 digits, a deep machine of 64, 12 and 8 neurons. */
public final class TinyRun {

  public static final long SEED = 3;
  static final int MINIBATCH = 10;
  static final int TRAIN = 64; // six mini-batches an epoch, four examples left over
  static final Dataset DATA = Datasets.loadFrom("digits", 8, TRAIN, 30, 1, Optional.empty());
  public static final Network NETWORK = network(2);
  public static final Schedule FIVE =
      new Schedule(5, new Learning(0.1f, 0.5f, Momentum.Mode.CLASSIC, 0, 0), 0.05f);

  private final List<Event> events = new ArrayList<>();
  private final Development development;

  /** In one thread. */
  public TinyRun() {
    this(NETWORK, SequentialExecutor::new);
  }

  TinyRun(Network network, BiFunction<Network, List<Group>, Executor> executor) {
    this(network, birth(network).of(network), executor);
  }

  TinyRun(Network network, NetworkState born, BiFunction<Network, List<Group>, Executor> executor) {
    List<Group> groups = Groups.of(born.groups(), network, SEED, Backends.named("auto"));
    Setting setting = setting(network);
    development =
        new Development(
            setting,
            Checkpoint.of(born),
            setting.batches(),
            executor.apply(network, groups),
            events::add,
            Progress.NONE);
  }

  static Network network(int groups) {
    Population visible = new Population("visible", 64, groups, true, 8);
    Population h1 = new Population("h1", 12, groups, false, 0);
    Population h2 = new Population("h2", 8, groups, false, 0);
    return new Network(
        List.of(visible, h1, h2),
        List.of(
            new Projection("visible-h1", visible, h1, Projection.FULL),
            new Projection("h1-h2", h1, h2, Projection.FULL)));
  }

  static Birth birth(Network network) {
    Map<String, Float> deviation = new HashMap<>();
    Map<String, Float> bias = new HashMap<>();
    network.projections().forEach(p -> deviation.put(p.name(), 0.3f));
    network.populations().forEach(p -> bias.put(p.name(), -1f));
    return Birth.normal(deviation, bias, List.of(chains()), SEED);
  }

  private static Ensemble chains() {
    return new Ensemble("chains", 2, 20, 2, true);
  }

  static Setting setting(Network network) {
    Classifier.Settings usual = Classifier.Settings.DEFAULT;
    return new Setting(
        network,
        DATA,
        new Ensemble("examples", 1, MINIBATCH, 2, false),
        chains(),
        new Ensemble("evaluation", 3, 25, 2, false),
        new Setting.MeanField(5, 1e-3f),
        new Readout(
            TRAIN, 30, new Classifier.Settings(2, usual.rate(), usual.minibatch(), usual.seed())),
        new Probes(7, 3, new Probes.Annealing(4, 10), 5),
        birth(network),
        SEED);
  }

  TinyRun develop(Stage... stages) {
    return develop(Fences.UNWATCHED, stages);
  }

  public TinyRun develop(Fences fences, Stage... stages) {
    development.develop(new Experiment("tiny", List.of(stages)), fences);
    return this;
  }

  Development development() {
    return development;
  }

  public List<Event> events() {
    return events;
  }

  /** Facts of one kind, in order. */
  <F extends Fact> List<F> facts(Class<F> kind) {
    return events.stream().map(Event::fact).filter(kind::isInstance).map(kind::cast).toList();
  }
}
