package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Role;
import org.ontogeny.engine.network.Signal;
import org.ontogeny.engine.network.Source;
import org.ontogeny.engine.network.Update;
import org.ontogeny.engine.network.Work;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Key;

/**
 * A slice of a population. It owns its neurons: biases, states, activity counts. It waits for the
 * drives that a tick names, adds them in a fixed order, updates, and tells its activity.
 *
 * <p>Binary stochastic neurons: {@code p(s_i = 1) = sigmoid(gain * b_i + sum_k gain_k * drive_ki)}
 * (Scholl 2018, equations 2.8 and 2.9). Graded neurons: {@code y_i = f(x_i)}, and their error
 * {@code delta_i = sum_m e_m dy_m/dx_i}.
 */
public final class NeuronGroup extends Group {

  private final Population population;
  private final Network network;
  private final Kernels kernels;
  private final long seed;
  private final int number; // place of the population in the network
  private final Map<Walk, Memory> memories = new HashMap<>();

  private Neurons neurons;

  /** What one walk remembers. */
  private static final class Memory {
    private final Map<Signal, Batch> signals = new HashMap<>(); // [neurons][columns of the shard]
    private float change;
    private final Map<Wire, List<Batch>> drives = new HashMap<>();
  }

  /**
   * The neurons of a state.
   *
   * @param seed of the run
   * @throws IllegalArgumentException if the network has no such population
   */
  public NeuronGroup(NeuronGroupState state, Network network, long seed, Kernels kernels) {
    super(state.id());
    this.population = network.population(state.id().owner());
    this.network = network;
    this.kernels = kernels;
    this.seed = seed;
    this.number = network.populations().indexOf(population);
    this.neurons = new Neurons(state);
  }

  @Override
  void begin(Walk walk) {
    Memory memory = new Memory();
    Ensemble ensemble = walk.phase.ensemble();
    if (ensemble.persistent()) {
      memory.signals.put(Signal.STATE, neurons.chain(ensemble, walk.place.shard()));
    }
    memories.put(walk, memory);
  }

  @Override
  void end(Walk walk) {
    Memory memory = memories.remove(walk);
    memory.drives.values().forEach(drives -> drives.forEach(Batch::release));
    if (walk.phase.ensemble().persistent()) {
      neurons.keepChain(
          walk.phase.ensemble(), walk.place.shard(), memory.signals.get(Signal.STATE));
    }
  }

  @Override
  void plan(Walk walk, Ledger.Transfer transfer, Outbox out) {
    if (transfer.hear() && isMine(transfer.projection().at(transfer.end()))) {
      walk.then(() -> tell(walk, transfer, out));
    }
    if (transfer.drive() && isMine(transfer.projection().at(transfer.end().opposite()))) {
      walk.then(new AwaitDrives(walk, transfer));
    }
  }

  private boolean isMine(Population other) {
    return other.name().equals(population.name());
  }

  private void tell(Walk walk, Ledger.Transfer transfer, Outbox out) {
    Message.Activity activity =
        new Message.Activity(
            walk.place.step(),
            walk.place.shard(),
            id(),
            transfer.end(),
            walk.tick(),
            signal(walk, transfer.signal()));
    Network.neighbours(id(), transfer.projection(), transfer.end())
        .forEach(synapses -> out.send(synapses, activity));
  }

  private Batch signal(Walk walk, Signal signal) {
    Batch values = memories.get(walk).signals.get(signal);
    if (values == null) {
      throw new IllegalStateException(
          "%s has no %s in phase %s yet".formatted(id(), signal, walk.phase.name()));
    }
    return values;
  }

  /** Waits for a drive from each synapse group of a projection onto this group. */
  private final class AwaitDrives implements Walk.Action {
    private final Walk walk;
    private final Ledger.Transfer transfer;
    private final List<GroupId> senders;

    AwaitDrives(Walk walk, Ledger.Transfer transfer) {
      this.walk = walk;
      this.transfer = transfer;
      this.senders = Network.neighbours(id(), transfer.projection(), transfer.end().opposite());
    }

    @Override
    public Optional<String> waitsFor() {
      return senders.stream()
          .filter(sender -> !walk.inbox.has(sender, transfer.end().opposite()))
          .findFirst()
          .map(sender -> "a drive from " + sender);
    }

    @Override
    public void perform() {
      End mine = transfer.end().opposite();
      List<Batch> drives = new ArrayList<>(senders.size());
      for (GroupId sender : senders) {
        Message.Drive drive = walk.inbox.drive(sender, mine);
        walk.requireNow(drive.tick(), sender);
        drives.add(drive.drive());
      }
      List<Batch> before = memories.get(walk).drives.put(transfer.wire(), drives);
      if (before != null) {
        before.forEach(Batch::release);
      }
    }
  }

  @Override
  void plan(Walk walk, Update update) {
    if (!isMine(update.population())) {
      return;
    }
    if (update.how().isGiven()) {
      walk.then(new AwaitClamp(walk, update));
    } else {
      walk.then(() -> become(walk, update.signal(), next(walk, update)));
    }
  }

  /** Waits for the stimulus. */
  private final class AwaitClamp implements Walk.Action {
    private final Walk walk;
    private final Update update;

    AwaitClamp(Walk walk, Update update) {
      this.walk = walk;
      this.update = update;
    }

    @Override
    public Optional<String> waitsFor() {
      return walk.inbox.hasClamp() ? Optional.empty() : Optional.of("a stimulus");
    }

    @Override
    public void perform() {
      Batch given = walk.inbox.clamp().state();
      boolean clamped = update.how() == Update.How.CLAMP;
      become(walk, update.signal(), clamped ? given : missed(walk, update.iteration(), given));
    }
  }

  /** {@code y - target}. */
  private Batch missed(Walk walk, int iteration, Batch target) {
    Batch answer = signal(walk, Signal.state(iteration));
    float[] none = new float[neurons.count()];
    List<Batch> terms = List.of(answer, target);
    return kernels.drive(new Input(none, 0, terms, new float[] {1, -1}, answer.columns()));
  }

  private Batch next(Walk walk, Update update) {
    Input input = input(walk, update, walk.phase.ensemble().columns(walk.place.shard()));
    return switch (update.how()) {
      case MEAN -> kernels.mean(input);
      case SAMPLE -> sample(walk, input);
      case ANSWER -> kernels.activate(population.dynamics().activation(), kernels.drive(input));
      case ERROR ->
          kernels.slope(
              population.dynamics().activation(),
              signal(walk, Signal.state(update.iteration())),
              kernels.drive(input));
      case CLAMP, TARGET -> throw new IllegalStateException(update.how() + " needs a stimulus");
    };
  }

  private Batch sample(Walk walk, Input input) {
    Ensemble ensemble = walk.phase.ensemble();
    Key draw = Purpose.SAMPLE.key(seed, number, walk.place.step(), walk.tick(), ensemble.number());
    return kernels.sample(
        input, new Draws(draw, neurons.index(), ensemble.first(walk.place.shard())));
  }

  private Input input(Walk walk, Update update, int columns) {
    List<Batch> drives = new ArrayList<>();
    List<Float> gains = new ArrayList<>();
    for (Source source : update.from()) {
      Wire wire = new Wire(source.projection().name(), source.from(), source.signal());
      for (Batch drive : memories.get(walk).drives.get(wire)) {
        drives.add(drive);
        gains.add(source.gain());
      }
    }
    float[] gain = new float[gains.size()]; // [drives]
    IntStream.range(0, gain.length).forEach(k -> gain[k] = gains.get(k));
    return new Input(neurons.bias(update.role()).value(), update.gain(), drives, gain, columns);
  }

  private void become(Walk walk, Signal signal, Batch next) {
    Memory memory = memories.get(walk);
    Batch before = memory.signals.put(signal, next);
    if (walk.inLoop() && before != null && walk.phase.loop().tolerance() >= 0) {
      memory.change = Math.max(memory.change, kernels.maxChange(before, next));
    }
  }

  @Override
  void planQuestion(Walk walk, Outbox out) {
    if (walk.phase.changesInLoop(population)) {
      walk.then(
          () -> {
            Memory memory = memories.get(walk);
            out.report(
                new Report.Changed(
                    id(), walk.place.step(), walk.place.shard(), walk.pass(), memory.change));
            memory.change = 0;
          });
    }
  }

  @Override
  void plan(Walk walk, Work work, Outbox out) {
    if (work.populations().stream().noneMatch(this::isMine)) {
      return;
    }
    Role role = work.role(population);
    switch (work.kind()) {
      case ACCUMULATE -> {
        float scale = (float) work.sign() / walk.phase.ensemble().columns();
        walk.then(
            () -> {
              Batch values = signal(walk, work.post());
              walk.defer(() -> kernels.sumColumns(values, scale, neurons.bias(role).gradient()));
            });
      }
      case COUNT ->
          walk.then(
              () -> {
                Batch state = signal(walk, work.post());
                walk.defer(() -> neurons.count(kernels, state));
              });
      case LEARN -> learnOnTurn(walk, () -> neurons.learn(role, walk.phase.learning()));
      case READ ->
          walk.then(
              () ->
                  out.report(
                      new Report.States(
                          id(), walk.place.step(), walk.place.shard(), signal(walk, work.post()))));
    }
  }

  @Override
  Reply answer(Request request) {
    if (request instanceof Request.OpenWindow) {
      neurons.openWindow();
    } else if (request instanceof Request.BeginLearning) {
      neurons.beginLearning();
    } else if (request instanceof Request.EndLearning) {
      neurons.requireFinite();
    } else if (request instanceof Request.BuryDeadEnds bury) {
      return new Reply.NeuronsDied(bury(n -> isDeadEnd(bury, n)));
    } else if (request instanceof Request.Lesion lesion) {
      return new Reply.NeuronsDied(
          bury(n -> Arrays.binarySearch(lesion.neurons(), neurons.index()[n]) >= 0));
    } else if (request instanceof Request.AddLowerBias lower) {
      neurons.add(Role.LOWER, lower.value());
    } else if (request instanceof Request.Assemble) {
      neurons.assemble();
    } else if (request instanceof Request.Copy) {
      return new Reply.Copied(neurons.state(id()));
    } else if (request instanceof Request.Restore restore) {
      neurons = new Neurons((NeuronGroupState) restore.state());
    } else {
      throw new IllegalArgumentException("a neuron group cannot answer " + request);
    }
    return new Reply.Done();
  }

  /** The neurons in these places leave the arrays. */
  private int[] bury(IntPredicate dies) {
    int[] places = IntStream.range(0, neurons.count()).filter(dies).toArray();
    int[] dead = IntStream.of(places).map(n -> neurons.index()[n]).toArray();
    neurons.bury(places);
    return dead;
  }

  private boolean isDeadEnd(Request.BuryDeadEnds request, int neuron) {
    if (!network.hidden().contains(population) || network.around(population).isEmpty()) {
      return false;
    }
    return request
        .ends()
        .dies(IntStream.range(0, request.degrees().length).map(k -> request.degrees()[k][neuron]));
  }
}
