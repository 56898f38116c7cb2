package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.reference.ReferenceKernels;

/**
 * What is computed depends neither on the order in which messages of different senders arrive, nor
 * on how many phases are under way, nor on who else is there.
 */
class DeliveryTest {

  private static final Kernels KERNELS = new ReferenceKernels();
  private static final Ensemble EXAMPLES = new Ensemble("examples", 1, 12, 3, false);
  private static final Ensemble CHAINS = new Ensemble("chains", 2, 20, 4, true);
  private static final PruningRule RULE =
      PruningRule.of(Criteria.FISHER, new Hazard(0.1, 0.5, 1, 1e-6), 0);

  private static NetworkState born(Network network) {
    return TinyStates.random(network, List.of(CHAINS), 1, 0.1, 8);
  }

  private static List<Group> groups(Network network) {
    return Groups.of(born(network).groups(), network, LivingNetwork.SEED, KERNELS);
  }

  /** Layer by layer, then as a whole, then measured: all kinds of phases. */
  private static void develop(LivingNetwork living, Network network) {
    BoltzmannMachine machine = new BoltzmannMachine(network);
    Learning learning = new Learning(0.1f, 0.5f, Momentum.Mode.CLASSIC, 0.001f, 2);
    List<Phase> phases = new ArrayList<>();
    for (int update = 0; update < 3; update++) {
      phases.add(
          machine.contrast(EXAMPLES, network.projection("visible-h1"), 1 + update, learning));
    }
    for (int update = 0; update < 4; update++) {
      phases.add(machine.wake(EXAMPLES, 10, update == 0 ? -1 : 0.01f));
      phases.add(machine.dream(CHAINS, 2));
      phases.add(machine.learn(learning));
    }
    living.run(LivingNetwork.showing(0b0011, 0b1010, 0b1111, 0), phases.toArray(Phase[]::new));
    living.openWindow();
    living.run(machine.wander(CHAINS, 2), machine.measure(CHAINS, 1), machine.measure(CHAINS, 3));
  }

  private static Map<GroupId, Reply> prune(LivingNetwork living, Network network) {
    return living.ask(
        network.synapseGroups(), group -> new Request.Prune(living.step(), RULE, Cut.NONE));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "4, 3", "4, 4", "9, 5"})
  void noOrderOfDeliveryChangesABit(int credit, long order) {
    Network network = TinyNetworks.stack(2, 4, 5, 4);
    LivingNetwork sequential =
        new LivingNetwork(network, new SequentialExecutor(network, groups(network)));
    LivingNetwork shuffled =
        new LivingNetwork(network, new ShuffledExecutor(network, groups(network), credit, order));
    develop(sequential, network);
    develop(shuffled, network);
    assertEquals(TinyStates.lines(sequential.copy()), TinyStates.lines(shuffled.copy()));
    Map<GroupId, Reply> deaths = prune(sequential, network);
    assertEquals(deaths, prune(shuffled, network));
    assertFalse(deaths.values().stream().allMatch(died -> ((Reply.Died) died).deaths().isEmpty()));
    assertEquals(TinyStates.lines(sequential.copy()), TinyStates.lines(shuffled.copy()));
  }

  /** Otherwise the test above would compare nothing. */
  @Test
  void ordersOfDeliveryDiffer() {
    Network network = TinyNetworks.stack(2, 4, 5, 4);
    List<List<Message>> received = new ArrayList<>();
    for (int credit : new int[] {1, 4}) {
      ShuffledExecutor executor = new ShuffledExecutor(network, groups(network), credit, 2);
      develop(new LivingNetwork(network, executor), network);
      received.add(executor.received(new GroupId("h1-h2", 0, 2)));
    }
    assertNotEquals(kinds(received.get(0)), kinds(received.get(1)));
  }

  private static List<String> kinds(List<Message> messages) {
    return messages.stream().map(message -> message.getClass().getSimpleName()).toList();
  }

  /**
   * Groups hold every draw and sum by original index, so that slices change no state of a chain.
   */
  @Test
  void slicesOfPopulationsChangeNoDraw() {
    List<List<String>> chains = new ArrayList<>();
    for (int groups : new int[] {1, 2, 4}) {
      Network network = TinyNetworks.stack(groups, 4, 4, 4);
      NetworkState zero =
          TinyStates.map(
              born(network),
              neurons -> neurons,
              synapses -> TinyStates.withWeights(synapses, new float[synapses.weight().length]));
      NetworkState unbiased =
          TinyStates.map(
              zero,
              neurons -> TinyStates.withBias(neurons, new float[neurons.neuron().length]),
              synapses -> synapses);
      LivingNetwork living = new LivingNetwork(network, unbiased, KERNELS);
      living.run(new BoltzmannMachine(network).wander(CHAINS, 2));
      chains.add(chainsByNeuron(living.copy()));
    }
    assertEquals(chains.get(0), chains.get(1));
    assertEquals(chains.get(0), chains.get(2));
  }

  private static List<String> chainsByNeuron(NetworkState state) {
    List<String> rows = new ArrayList<>();
    state
        .neuronGroups()
        .forEach(
            group -> {
              for (int n = 0; n < group.neuron().length; n++) {
                StringBuilder row = new StringBuilder(group.id().owner() + group.neuron()[n]);
                for (var shard : group.chains().get(0).shards()) {
                  for (int c = 0; c < shard.columns(); c++) {
                    row.append(' ').append(shard.get(n, c));
                  }
                }
                rows.add(row.toString());
              }
            });
    return rows;
  }

  /** Everything that a group heard, told again to one that is alone in the world. */
  @Test
  void aGroupAloneKillsTheSynapsesThatItKillsInTheNetwork() {
    Network network = TinyNetworks.stack(2, 4, 5, 4);
    ShuffledExecutor executor = new ShuffledExecutor(network, groups(network), 4, 6);
    LivingNetwork whole = new LivingNetwork(network, executor);
    develop(whole, network);
    Map<GroupId, Reply> deaths = prune(whole, network);
    int killed = 0;
    for (Group alone : groups(network)) {
      if (deaths.containsKey(alone.id())) {
        Report.Answered last = replay(alone, executor.received(alone.id()));
        assertEquals(deaths.get(alone.id()), last.reply());
        killed += ((Reply.Died) last.reply()).deaths().size();
      }
    }
    assertTrue(killed > 5, killed + " deaths");
  }

  private static Report.Answered replay(Group alone, List<Message> messages) {
    List<Report> reports = new ArrayList<>();
    Outbox desert =
        new Outbox() {
          @Override
          public void send(GroupId to, Message message) {
            // nobody is there
          }

          @Override
          public void report(Report report) {
            reports.add(report);
          }
        };
    messages.forEach(message -> alone.receive(message, desert));
    return (Report.Answered) reports.get(reports.size() - 1);
  }

  /** The draw belongs to seed, projection, step and the two neurons: another seed, other deaths. */
  @Test
  void anotherSeedKillsOthers() {
    Network network = TinyNetworks.stack(2, 4, 5, 4);
    List<List<Fate>> deaths = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2}) {
      List<Group> groups = Groups.of(born(network).groups(), network, seed, KERNELS);
      LivingNetwork living = new LivingNetwork(network, new SequentialExecutor(network, groups));
      living.openWindow();
      living.run(new BoltzmannMachine(network).measure(CHAINS, 3));
      List<Fate> all = new ArrayList<>();
      prune(living, network).values().forEach(reply -> all.addAll(((Reply.Died) reply).deaths()));
      deaths.add(all);
    }
    assertEquals(deaths.get(0), deaths.get(1));
    assertNotEquals(deaths.get(0), deaths.get(2));
  }
}
