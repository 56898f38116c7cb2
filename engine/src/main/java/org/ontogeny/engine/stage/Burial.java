package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/** What follows from the death of neurons: their synapses die with them. */
final class Burial {

  /** Synapses of one group that died with neurons of any group around it. */
  static final class Loss {
    private final List<Fate> deaths = new ArrayList<>();
    private Living living = Living.NONE;

    /** Those that died, by post, then pre. */
    List<Fate> deaths() {
      return deaths.stream().sorted(Fate.BY_POST_THEN_PRE).toList();
    }

    /** Of the group afterwards. */
    Living living() {
      return living;
    }

    void add(Reply.Died died) {
      deaths.addAll(died.deaths());
      living = died.living();
    }
  }

  private Burial() {}

  /**
   * Writes down the deaths of neurons that have left their groups, and lets their synapses die.
   *
   * @param dead original indices, ascending, by group
   * @param rule by which the synapses die
   * @return whether any synapse did
   */
  static boolean of(Development development, Map<GroupId, int[]> dead, String rule) {
    dead.forEach(
        (group, neurons) ->
            development.happened(
                new Fact.NeuronsDied(
                    group.owner(), group, IntStream.of(neurons).boxed().toList())));
    Map<GroupId, Loss> losses = losses(development, dead);
    boolean any = false;
    for (GroupId group : development.network().synapseGroups()) {
      Loss loss = losses.get(group);
      if (loss != null && !loss.deaths.isEmpty()) {
        any = true;
        development.happened(pruned(group, rule, loss));
      }
    }
    return any;
  }

  /** Lets the synapses of neurons die that have left their groups; writes nothing down. */
  static Map<GroupId, Loss> losses(Development development, Map<GroupId, int[]> dead) {
    Map<GroupId, Loss> losses = new HashMap<>();
    dead.forEach((neurons, indices) -> forget(development, neurons, indices, losses));
    return losses;
  }

  private static void forget(
      Development development, GroupId neurons, int[] indices, Map<GroupId, Loss> losses) {
    development
        .ask(
            mourners(development.network(), neurons),
            group -> new Request.Forget(development.step(), neurons, indices))
        .forEach(
            (group, reply) ->
                losses.computeIfAbsent(group, key -> new Loss()).add((Reply.Died) reply));
  }

  private static Fact.SynapsesPruned pruned(GroupId group, String rule, Loss loss) {
    return new Fact.SynapsesPruned(
        group.owner(),
        group,
        rule,
        "",
        Double.NaN,
        OptionalLong.empty(),
        loss.deaths(),
        loss.living());
  }

  /** The synapse groups around a neuron group, those within its population among them. */
  private static List<GroupId> mourners(Network network, GroupId neurons) {
    Population population = network.population(neurons.owner());
    List<GroupId> mourners = new ArrayList<>();
    for (Projection projection : network.projections()) {
      if (projection.pre().equals(population)) {
        mourners.addAll(Network.neighbours(neurons, projection, End.PRE));
      } else if (projection.post().equals(population)) {
        mourners.addAll(Network.neighbours(neurons, projection, End.POST));
      }
    }
    return mourners;
  }
}
