package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** The messages that a topology foretells against those that groups receive. */
class TopologyTest {

  private static final Network NETWORK = TinyNetworks.stack(2, 4, 4, 4);
  private static final Ensemble EXAMPLES = new Ensemble("examples", 1, 6, 1, false);
  private static final Ensemble CHAINS = new Ensemble("chains", 2, 6, 1, true);

  static Stream<Named<Phase>> phases() {
    BoltzmannMachine machine = new BoltzmannMachine(NETWORK);
    Learning learning = new Learning(0.1f, 0, Momentum.Mode.CLASSIC, 0, 0);
    return Stream.of(
            machine.wake(EXAMPLES, 4, -1),
            machine.encode(EXAMPLES, 4, -1),
            machine.contrast(EXAMPLES, NETWORK.projection("visible-h1"), 2, learning),
            machine.contrast(EXAMPLES, NETWORK.projection("h1-h2"), 1, learning),
            machine.dream(CHAINS, 3),
            machine.measure(CHAINS, 1),
            machine.wander(CHAINS, 2),
            machine.fantasize(CHAINS, 1),
            machine.learn(learning))
        .map(phase -> Named.of(phase.name(), phase));
  }

  @ParameterizedTest
  @MethodSource("phases")
  void isWhatGroupsReceive(Phase phase) {
    ShuffledExecutor executor =
        new ShuffledExecutor(
            NETWORK,
            Groups.of(
                TinyStates.random(NETWORK, List.of(CHAINS), 1, 0, 1).groups(),
                NETWORK,
                1,
                new ReferenceKernels()),
            1,
            1);
    LivingNetwork living = new LivingNetwork(NETWORK, executor);
    living.ask(NETWORK.population("h1").slices(), group -> new Request.AddLowerBias(0));
    living.run(LivingNetwork.showing(0b0110), phase);
    Map<String, Long> foretold = new TreeMap<>();
    for (Topology.Flow flow : Topology.of(phase, 1).flows()) {
      foretold.put(line(flow.kind(), flow.from(), flow.to(), flow.end()), flow.messages());
    }
    assertEquals(foretold, received(executor));
  }

  private static Map<String, Long> received(ShuffledExecutor executor) {
    List<GroupId> groups = new ArrayList<>(NETWORK.neuronGroups());
    groups.addAll(NETWORK.synapseGroups());
    Map<String, Long> counts = new TreeMap<>();
    for (GroupId to : groups) {
      for (Message message : executor.received(to)) {
        if (message instanceof Message.Activity m) {
          counts.merge(line(Topology.Kind.ACTIVITY, m.from(), to, m.end()), 1L, Long::sum);
        } else if (message instanceof Message.Drive m) {
          counts.merge(line(Topology.Kind.DRIVE, m.from(), to, m.end()), 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  private static String line(Topology.Kind kind, GroupId from, GroupId to, End end) {
    return kind + " " + from + " -> " + to + " at " + end;
  }
}
