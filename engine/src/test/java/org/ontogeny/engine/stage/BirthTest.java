package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.kernel.Batch;

class BirthTest {

  private static final Ensemble CHAINS = new Ensemble("chains", 2, 100, 3, true);

  private static NetworkState born(int side, int groups, int radius, long seed) {
    Population visible = new Population("visible", side * side, 1, true, side);
    Population hidden = new Population("h1", side * side, groups, false, side);
    Projection projection = new Projection("visible-h1", visible, hidden, radius);
    Network network = new Network(List.of(visible, hidden), List.of(projection));
    return Birth.normal(
            Map.of("visible-h1", 0.1f), Map.of("visible", -1f, "h1", -2f), List.of(CHAINS), seed)
        .of(network);
  }

  private static Map<List<Integer>, Float> weights(NetworkState state) {
    Map<List<Integer>, Float> weights =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (SynapseGroupState s : state.synapseGroups()) {
      for (int k = 0; k < s.weight().length; k++) {
        weights.put(List.of(s.preNeuron()[s.pre()[k]], s.postNeuron()[s.post()[k]]), s.weight()[k]);
      }
    }
    return weights;
  }

  /** The first four moments, each within four standard errors of those of a normal distribution. */
  @Test
  void weightsAreNormal() {
    List<Float> weights = new ArrayList<>(weights(born(15, 2, Projection.FULL, 1)).values());
    int n = weights.size();
    assertEquals(225 * 225, n);
    double[] moment = new double[5];
    for (float weight : weights) {
      for (int power = 1; power <= 4; power++) {
        moment[power] += Math.pow(weight / 0.1, power) / n;
      }
    }
    assertEquals(0, moment[1], 4 * Math.sqrt(1.0 / n));
    assertEquals(1, moment[2], 4 * Math.sqrt(2.0 / n));
    assertEquals(0, moment[3], 4 * Math.sqrt(15.0 / n));
    assertEquals(3, moment[4], 4 * Math.sqrt(96.0 / n));
  }

  @Test
  void receptiveFieldsAreAllThereIs() {
    NetworkState state = born(20, 2, 2, 1);
    assertEquals(Map.of("visible-h1", 8836L), state.synapses());
    assertEquals(Map.of("visible", 400L, "h1", 400L), state.neurons());
  }

  private static NetworkState sparse(int groups, double density, long seed) {
    Population visible = new Population("visible", 25, 1, true, 5);
    Population hidden = new Population("h1", 25, groups, false, 5);
    Network network =
        new Network(
            List.of(visible, hidden), List.of(new Projection("visible-h1", visible, hidden, 1)));
    return new Birth(
            Map.of("visible-h1", InitialWeight.normal(0.1f)),
            Map.of("visible-h1", density),
            Map.of("visible", -1f, "h1", -2f),
            List.of(CHAINS),
            seed)
        .of(network);
  }

  /** 169 pairs lie within fields of 3 x 3 on a grid of 5 x 5. */
  @Test
  void aShareOfThePossibleLivesAndKeepsItsWeights() {
    Map<List<Integer>, Float> all = weights(sparse(2, 1, 1));
    assertEquals(169, all.size());
    for (double density : new double[] {0, 0.003, 0.25, 0.5, 0.9, 0.999}) {
      Map<List<Integer>, Float> some = weights(sparse(3, density, 1));
      assertEquals(Math.round(density * 169), some.size());
      some.forEach((pair, weight) -> assertEquals(all.get(pair), weight));
      assertEquals(some, weights(sparse(1, density, 1)));
    }
    assertNotEquals(weights(sparse(1, 0.5, 1)).keySet(), weights(sparse(1, 0.5, 2)).keySet());
  }

  /** Over many seeds every pair lives in about its share of them, within five standard errors. */
  @Test
  void everyPairIsAsLikelyAsAnyOther() {
    int seeds = 1000;
    Map<List<Integer>, Integer> lived = new HashMap<>();
    for (int seed = 0; seed < seeds; seed++) {
      weights(sparse(1, 0.3, seed)).keySet().forEach(pair -> lived.merge(pair, 1, Integer::sum));
    }
    double share = Math.round(0.3 * 169) / 169.0;
    double error = Math.sqrt(seeds * share * (1 - share));
    assertEquals(169, lived.size());
    lived.values().forEach(count -> assertEquals(share * seeds, count, 5 * error));
  }

  @Test
  void weightsBelongToPairsAndSeeds() {
    Map<List<Integer>, Float> weights = weights(born(4, 1, 1, 1));
    assertEquals(weights, weights(born(4, 5, 1, 1)));
    long same =
        weights(born(4, 1, 1, 2)).entrySet().stream()
            .filter(entry -> entry.getValue().equals(weights.get(entry.getKey())))
            .count();
    assertEquals(0, same);
  }

  @Test
  void biasesAreGivenAndChainsAreFairCoins() {
    for (NeuronGroupState group : born(20, 2, 2, 1).neuronGroups()) {
      float expected = group.id().owner().equals("visible") ? -1 : -2;
      for (float bias : group.biases().get(0).value()) {
        assertEquals(expected, bias);
      }
      double ones = 0;
      int coins = 0;
      for (Batch shard : group.chains().get(0).shards()) {
        for (float state : shard.values()) {
          ones += state;
          coins++;
        }
      }
      assertEquals(100 * group.neuron().length, coins);
      assertEquals(0.5, ones / coins, 4 * 0.5 / Math.sqrt(coins));
    }
  }
}
