package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * Neurons that somebody takes away.
 *
 * @param population hidden one that they belong to
 * @param share of its living neurons that is taken at random, at least one; NaN where they are
 *     named
 * @param neurons original indices, ascending; empty where a share is to be chosen
 */
public record Lesion(String population, double share, List<Integer> neurons) {

  /**
   * A lesion that names its neurons, gives a share, or both where the share was chosen earlier.
   *
   * @throws IllegalArgumentException if the share is not in (0, 1] and no neurons are named
   */
  public Lesion {
    neurons = neurons.stream().distinct().sorted().toList();
    if (!(share > 0 && share <= 1) && neurons.isEmpty()) {
      throw new IllegalArgumentException(
          "a lesion needs neurons or a share above 0 and at most 1, got " + share);
    }
  }

  /** These neurons. */
  public static Lesion of(String population, List<Integer> neurons) {
    return new Lesion(population, Double.NaN, neurons);
  }

  /** A share of those that live, chosen by a draw of each. */
  public static Lesion share(String population, double share) {
    return new Lesion(population, share, List.of());
  }

  void happen(Development development) {
    Population wounded = development.network().population(population);
    if (!development.network().hidden().contains(wounded)) {
      throw new IllegalArgumentException(
          "population %s is %s: its neurons never die"
              .formatted(population, wounded.visible() ? "visible" : "the output"));
    }
    List<Integer> living = living(development, wounded);
    List<Integer> taken = neurons.isEmpty() ? chosen(development, living) : neurons;
    requireAlive(taken, living);
    development.happened(new Fact.Lesioned(development.place(), population, share, taken));
    Map<GroupId, int[]> dead = new LinkedHashMap<>();
    for (GroupId group : wounded.slices()) {
      int[] own = taken.stream().mapToInt(n -> n).filter(group::contains).toArray();
      if (own.length > 0) {
        dead.put(group, own);
      }
    }
    development
        .ask(List.copyOf(dead.keySet()), group -> new Request.Lesion(dead.get(group)))
        .forEach((group, reply) -> dead.put(group, ((Reply.NeuronsDied) reply).neurons()));
    Burial.of(development, dead, Fact.SynapsesPruned.LESION);
  }

  private static List<Integer> living(Development development, Population wounded) {
    List<Integer> living = new ArrayList<>();
    development
        .copy(wounded.slices())
        .forEach(
            state -> {
              for (int neuron : ((NeuronGroupState) state).neuron()) {
                living.add(neuron);
              }
            });
    return living;
  }

  /** Those with the smallest draws of 64 bits. */
  private List<Integer> chosen(Development development, List<Integer> living) {
    if (living.isEmpty()) {
      throw new IllegalArgumentException("population %s has no neuron left".formatted(population));
    }
    int number =
        development.network().populations().indexOf(development.network().population(population));
    Key draws = Purpose.LESION.key(development.setting().seed(), number, development.step(), 0, 0);
    long count = Math.max(1, Math.round(share * living.size()));
    return living.stream()
        .sorted(Comparator.comparingLong(neuron -> bits(draws.with(neuron, 0))))
        .limit(count)
        .sorted()
        .toList();
  }

  private static long bits(Key words) {
    return ((long) words.k1() << 32) | (words.k0() & 0xFFFFFFFFL);
  }

  private void requireAlive(List<Integer> taken, List<Integer> living) {
    Set<Integer> dead = new HashSet<>(taken);
    living.forEach(dead::remove);
    if (!dead.isEmpty()) {
      throw new IllegalArgumentException(
          "population %s has no living neuron %s".formatted(population, dead.iterator().next()));
    }
  }
}
