package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.Uniform;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.Key;

/**
 * Growth as its definition has it, enumerated: all pairs of a projection by their original indices,
 * without groups, places or arrays.
 */
final class FreeSites {

  static final long SAMPLES = 100;

  private final Network network;
  private final Set<String> living = new HashSet<>(); // neurons "h1 3", synapses "visible-h1 0 3"
  private final Map<String, Double> rate =
      new HashMap<>(); // by projection and post, "visible-h1 3"

  FreeSites(Network network, NetworkState state) {
    this.network = network;
    for (NeuronGroupState s : state.neuronGroups()) {
      IntStream.of(s.neuron()).forEach(n -> living.add(s.id().owner() + " " + n));
    }
    for (SynapseGroupState s : state.synapseGroups()) {
      for (int k = 0; k < s.pre().length; k++) {
        int pre = s.preNeuron()[s.pre()[k]];
        living.add("%s %d %d".formatted(s.id().owner(), pre, s.postNeuron()[s.post()[k]]));
      }
      for (int j = 0; j < s.postNeuron().length; j++) {
        double share = s.postActive()[j] / (double) s.samples();
        rate.put(s.id().owner() + " " + s.postNeuron()[j], share);
      }
    }
  }

  /**
   * A state that does not depend on the grouping: about so many percent of the possible synapses,
   * and neuron j active in {@code 13 j mod 50} of 100 samples.
   */
  static NetworkState sparse(Network network, NetworkState born, int percent) {
    return TinyStates.map(
        born,
        neurons -> neurons,
        s -> {
          int[] kept =
              IntStream.range(0, s.pre().length)
                  .filter(k -> Math.floorMod(mark(s, k), 100) < percent)
                  .toArray();
          return counting(TinyStates.only(s, kept));
        });
  }

  private static long mark(SynapseGroupState s, int k) {
    return Living.mark(s.preNeuron()[s.pre()[k]], s.postNeuron()[s.post()[k]]);
  }

  private static SynapseGroupState counting(SynapseGroupState s) {
    float[] weight = new float[s.pre().length];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = Math.floorMod(mark(s, k), 19) / 10f - 0.9f;
    }
    return new SynapseGroupState(
        s.id(),
        s.preNeuron(),
        s.postNeuron(),
        s.pre(),
        s.post(),
        weight,
        s.change(),
        s.born(),
        s.together(),
        s.preActive(),
        IntStream.of(s.postNeuron()).mapToLong(j -> 13L * j % 50).toArray(),
        SAMPLES,
        s.opened());
  }

  /** Births of one projection under a uniform rule. */
  List<Fate> births(Projection projection, Uniform rule, long step) {
    List<Fate> births = new ArrayList<>();
    for (int[] site : of(projection)) {
      float draw = draw(projection, site, step);
      if (draw < rule.probability()) {
        births.add(new Fate(site[0], site[1], Double.NaN, rule.weight(), 0, draw));
      }
    }
    return births;
  }

  /** Births of one projection under a homeostatic rule. */
  List<Fate> births(Projection projection, Homeostatic rule, long step) {
    List<Fate> births = new ArrayList<>();
    for (int[] site : of(projection)) {
      float draw = draw(projection, site, step);
      double active = rate(projection, site[1]);
      if (active < rule.target() && draw * rule.target() < rule.rate() * (rule.target() - active)) {
        births.add(new Fate(site[0], site[1], active, rule.weight(), 0, draw));
      }
    }
    return births;
  }

  double rate(Projection projection, int post) {
    return rate.get(projection.name() + " " + post);
  }

  private float draw(Projection projection, int[] site, long step) {
    int number = network.projections().indexOf(projection);
    Key key = Key.of(LivingNetwork.SEED).with(7, number).with(step).with(0, 0);
    return key.uniform(site[0], site[1]);
  }

  /** Pairs (pre, post), by post, then pre. */
  List<int[]> of(Projection projection) {
    List<int[]> sites = new ArrayList<>();
    for (int j = 0; j < projection.post().neurons(); j++) {
      for (int i = 0; i < projection.pre().neurons(); i++) {
        if (living.contains(projection.pre().name() + " " + i)
            && living.contains(projection.post().name() + " " + j)
            && !living.contains("%s %d %d".formatted(projection.name(), i, j))
            && within(projection, i, j)) {
          sites.add(new int[] {i, j});
        }
      }
    }
    return sites;
  }

  /** Receptive fields of grids of equal size only. */
  private static boolean within(Projection projection, int i, int j) {
    Population grid = projection.pre();
    int radius = projection.radius();
    return radius < 0
        || (Math.abs(i % grid.width() - j % grid.width()) <= radius
            && Math.abs(i / grid.width() - j / grid.width()) <= radius);
  }
}
