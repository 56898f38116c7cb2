package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.pruning.neuron.NeuronRule;
import org.ontogeny.engine.pruning.neuron.NeuronView;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * A fence at which whole neurons die by a rule (Scholl 2018, section 3.3.2): first their synapses,
 * each with the importance of its neuron, then they themselves.
 *
 * @param rule that the neurons of a population follow
 * @param populations hidden ones, by name
 */
public record NeuronPruning(NeuronRule rule, List<String> populations) {

  public NeuronPruning {
    populations = List.copyOf(populations);
  }

  void run(Development development) {
    populations.forEach(name -> prune(development, development.network().population(name)));
  }

  private void prune(Development development, Population population) {
    Map<Integer, NeuronView> views = views(development, population);
    List<Integer> neurons = List.copyOf(views.keySet());
    int[] dying = IntStream.of(rule.dying(List.copyOf(views.values()))).map(neurons::get).toArray();
    if (dying.length == 0) {
      return;
    }
    Map<Integer, Double> importance = new TreeMap<>();
    for (int neuron : dying) {
      importance.put(neuron, rule.criterion().importance(views.get(neuron)));
    }
    Map<GroupId, int[]> dead = leave(development, population, dying);
    Map<GroupId, Burial.Loss> losses = Burial.losses(development, dead);
    for (GroupId group : development.network().synapseGroups()) {
      if (losses.containsKey(group) && !losses.get(group).deaths().isEmpty()) {
        development.happened(pruned(development, group, losses.get(group), population, importance));
      }
    }
    dead.forEach(
        (group, own) ->
            development.happened(
                new Fact.NeuronsDied(group.owner(), group, IntStream.of(own).boxed().toList())));
  }

  /** What each living neuron knows, by original index. */
  private static Map<Integer, NeuronView> views(Development development, Population population) {
    NetworkState state = development.copy();
    int number = development.network().populations().indexOf(population);
    Key draws = Purpose.NEURON.key(development.setting().seed(), number, development.step(), 0, 0);
    Map<Integer, FisherSums.Sum> sums = FisherSums.of(development.network(), population, state);
    Map<Integer, NeuronView> views = new TreeMap<>();
    for (NeuronGroupState group : state.neuronGroups()) {
      for (int n = 0; n < group.neuron().length && isOf(group, population); n++) {
        int neuron = group.neuron()[n];
        FisherSums.Sum sum = sums.getOrDefault(neuron, FisherSums.Sum.NONE);
        views.put(
            neuron,
            new NeuronView(
                sum.synapses(),
                sum.fisher(),
                group.active()[n],
                group.samples(),
                draws.uniform(neuron, 0)));
      }
    }
    return views;
  }

  private static boolean isOf(NeuronGroupState group, Population population) {
    return group.id().owner().equals(population.name());
  }

  /** The dying leave their groups. */
  private static Map<GroupId, int[]> leave(
      Development development, Population population, int[] dying) {
    Map<GroupId, int[]> dead = new LinkedHashMap<>();
    for (GroupId group : population.slices()) {
      int[] own = Arrays.stream(dying).filter(group::contains).toArray();
      if (own.length > 0) {
        dead.put(group, own);
      }
    }
    development
        .ask(List.copyOf(dead.keySet()), group -> new Request.Lesion(dead.get(group)))
        .forEach((group, reply) -> dead.put(group, ((Reply.NeuronsDied) reply).neurons()));
    return dead;
  }

  private Fact.SynapsesPruned pruned(
      Development development,
      GroupId group,
      Burial.Loss loss,
      Population population,
      Map<Integer, Double> importance) {
    boolean upper =
        development.network().projection(group.owner()).post().name().equals(population.name());
    List<Fate> deaths = new ArrayList<>();
    for (Fate death : loss.deaths()) {
      double own = importance.get(upper ? death.post() : death.pre());
      deaths.add(
          new Fate(death.pre(), death.post(), own, death.weight(), death.age(), death.draw()));
    }
    return new Fact.SynapsesPruned(
        group.owner(),
        group,
        rule.criterion().toString(),
        rule.selection(),
        Double.NaN,
        OptionalLong.empty(),
        deaths,
        loss.living());
  }
}
