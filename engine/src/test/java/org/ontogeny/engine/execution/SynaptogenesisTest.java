package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.SiteRule;
import org.ontogeny.engine.growth.Uniform;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** Which synapses form at a fence. */
class SynaptogenesisTest {

  private static final Ensemble CHAINS = new Ensemble("chains", 2, 40, 2, true);

  private static NetworkState sparse(Network network, int percent) {
    NetworkState born = TinyStates.random(network, List.of(CHAINS), 0, 0, 3);
    return FreeSites.sparse(network, born, percent);
  }

  private static LivingNetwork alive(Network network, NetworkState state) {
    return new LivingNetwork(network, state, new ReferenceKernels());
  }

  /** Births by projection. */
  private static Map<String, List<Fate>> grow(
      LivingNetwork living, Network network, SiteRule rule, long step) {
    Map<String, List<Fate>> births = new LinkedHashMap<>();
    living
        .ask(network.synapseGroups(), group -> new Request.Grow(step, rule))
        .forEach(
            (group, reply) ->
                births
                    .computeIfAbsent(group.owner(), name -> new ArrayList<>())
                    .addAll(((Reply.Formed) reply).births()));
    return births;
  }

  private static int count(Map<String, List<Fate>> births) {
    return births.values().stream().mapToInt(List::size).sum();
  }

  static List<Network> networks() {
    return List.of(
        TinyNetworks.stack(1, 7, 9),
        TinyNetworks.stack(3, 7, 9, 5),
        TinyNetworks.diamond(),
        TinyNetworks.fields(1),
        TinyNetworks.fields(0));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyFreeSiteDrawsForItself(Network network) {
    for (int percent : new int[] {0, 8, 50, 100}) {
      for (double p : new double[] {0, 0.3, 1}) {
        NetworkState state = sparse(network, percent);
        FreeSites sites = new FreeSites(network, state);
        Uniform rule = new Uniform(p, 0.25f);
        Map<String, List<Fate>> births = grow(alive(network, state), network, rule, 1L << 33);
        for (Projection projection : network.projections()) {
          List<Fate> expected = sites.births(projection, rule, 1L << 33);
          assertEquals(expected, births.get(projection.name()));
          assertTrue(p < 1 || expected.size() == sites.of(projection).size());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void quietNeuronsGrowTheMore(Network network) {
    NetworkState state = sparse(network, 30);
    FreeSites sites = new FreeSites(network, state);
    Homeostatic rule = new Homeostatic(0.39, 0.8, 0);
    Map<String, List<Fate>> births = grow(alive(network, state), network, rule, 5);
    assertTrue(count(births) > 0);
    for (Projection projection : network.projections()) {
      assertEquals(sites.births(projection, rule, 5), births.get(projection.name()));
    }
  }

  /** Neuron 0 was silent; neurons 2 and 3 were active in 26 and 39 of 100 samples. */
  @Test
  void silentNeuronsGrowAtFullRateAndThoseAtTheTargetNotAtAll() {
    Network network = TinyNetworks.stack(2, 9, 6);
    NetworkState state = sparse(network, 0);
    Homeostatic rule = new Homeostatic(0.26, 1, 0);
    List<Fate> births = grow(alive(network, state), network, rule, 5).get("visible-h1");
    assertEquals(9, births.stream().filter(birth -> birth.post() == 0).count());
    assertTrue(births.stream().anyMatch(birth -> birth.post() == 1), "13 of 100");
    assertTrue(births.stream().noneMatch(birth -> birth.post() == 2), "26 of 100");
    assertTrue(births.stream().noneMatch(birth -> birth.post() == 3), "39 of 100");
    births.forEach(birth -> assertEquals(13 * birth.post() % 50 / 100.0, birth.importance()));
  }

  /** Within four standard deviations of a sum of independent draws. */
  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.7})
  void birthsAreAsFrequentAsTheRuleSays(double p) {
    Network network = TinyNetworks.stack(3, 80, 90);
    Projection projection = network.projections().get(0);
    NetworkState state = sparse(network, 40);
    FreeSites sites = new FreeSites(network, state);
    int free = sites.of(projection).size();
    int uniform = count(grow(alive(network, state), network, new Uniform(p, 0), 1));
    assertEquals(free * p, uniform, 4 * Math.sqrt(free * p * (1 - p)));
    double mean = 0;
    double variance = 0;
    for (int[] site : sites.of(projection)) {
      double q = p * Math.max(0, 1 - sites.rate(projection, site[1]) / 0.3);
      mean += q;
      variance += q * (1 - q);
    }
    int homeostatic = count(grow(alive(network, state), network, new Homeostatic(0.3, p, 0), 1));
    assertEquals(mean, homeostatic, 4 * Math.sqrt(variance));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void aGroupOfItsOwnDecidesAsPartOfALargerOne(int groups) {
    for (SiteRule rule : List.of(new Uniform(0.2, 0), new Homeostatic(0.4, 0.5, 0))) {
      Network whole = TinyNetworks.stack(1, 8, 8, 8);
      Network split = TinyNetworks.stack(groups, 8, 8, 8);
      Map<String, List<Fate>> births = grow(alive(whole, sparse(whole, 30)), whole, rule, 7);
      assertTrue(count(births) > 5);
      assertEquals(births, grow(alive(split, sparse(split, 30)), split, rule, 7));
    }
  }

  /** The activity that decides is what the group itself has counted. */
  @Test
  void measuredActivityDecides() {
    Network network = TinyNetworks.stack(2, 6, 12);
    LivingNetwork living = alive(network, TinyStates.random(network, List.of(CHAINS), 2, 0.7, 5));
    living.openWindow();
    living.run(new BoltzmannMachine(network).measure(CHAINS, 2));
    FreeSites sites = new FreeSites(network, living.copy());
    Projection projection = network.projections().get(0);
    Homeostatic rule = new Homeostatic(0.5, 0.9, 0);
    List<Fate> births = grow(living, network, rule, living.step()).get("visible-h1");
    assertEquals(sites.births(projection, rule, living.step()), births);
    assertFalse(births.isEmpty());
    assertTrue(births.stream().map(Fate::importance).distinct().count() > 2);
  }

  @Test
  void activityThatNobodyMeasuredIsAnError() {
    Network network = TinyNetworks.stack(2, 3, 4);
    LivingNetwork living = alive(network, TinyStates.random(network, List.of(), 1, 0.5, 1));
    GroupFailure failure =
        assertThrows(
            GroupFailure.class, () -> grow(living, network, new Homeostatic(0.1, 1, 0), 3));
    assertTrue(
        failure.getMessage().contains("homeostatic(0.1,1.0) needs a window with at least one"),
        failure.getMessage());
  }

  /** Neurons that left the arrays have no sites; the others keep their draws. */
  @Test
  void deadNeuronsGrowNothing() {
    Network network = TinyNetworks.stack(2, 4, 6, 6);
    NetworkState state = sparse(network, 20);
    LivingNetwork living = alive(network, state);
    Uniform rule = new Uniform(0.8, 0);
    GroupId first = new GroupId("h1", 0, 3);
    List<GroupId> mourners = new ArrayList<>(Network.synapseGroups(network.projection("h1-h2")));
    mourners.add(new GroupId("visible-h1", 0, 3));
    FreeSites sites = new FreeSites(network, state);
    living.ask(mourners, group -> new Request.Forget(2, first, new int[] {0, 2}));
    Map<String, List<Fate>> births = grow(living, network, rule, 2);
    List<Fate> onto = sites.births(network.projection("visible-h1"), rule, 2);
    List<Fate> outOf = sites.births(network.projection("h1-h2"), rule, 2);
    assertTrue(onto.removeIf(birth -> birth.post() == 0 || birth.post() == 2));
    assertTrue(outOf.removeIf(birth -> birth.pre() == 0 || birth.pre() == 2));
    assertEquals(Map.of("visible-h1", onto, "h1-h2", outOf), births);
  }

  /** A fence draws once; the next one draws anew. */
  @Test
  void everyStepDrawsAnew() {
    Network network = TinyNetworks.stack(2, 10, 10);
    LivingNetwork living = alive(network, sparse(network, 10));
    Uniform rule = new Uniform(0.2, 0);
    assertTrue(count(grow(living, network, rule, 3)) > 0);
    assertEquals(0, count(grow(living, network, rule, 3)));
    assertTrue(count(grow(living, network, rule, 4)) > 0);
  }

  /** Lots of all groups, their largest winner, and births onto it. */
  private static List<Fate> growExactly(
      LivingNetwork living, Projection projection, int synapses, long step) {
    List<GroupId> groups = Network.synapseGroups(projection);
    LayerRandom rule = new LayerRandom(synapses, 0.5f);
    long[] lots =
        living.ask(groups, group -> new Request.DrawLots(step, rule)).values().stream()
            .flatMapToLong(reply -> LongStream.of(((Reply.Lots) reply).lot()))
            .sorted()
            .toArray();
    long line = lots[Math.min(synapses, lots.length) - 1];
    List<Fate> births = new ArrayList<>();
    living
        .ask(groups, group -> new Request.Grow(step, rule, line))
        .values()
        .forEach(reply -> births.addAll(((Reply.Formed) reply).births()));
    return births;
  }

  @Test
  void nobodyTellsALotWhereNoneCanWin() {
    Network network = TinyNetworks.stack(2, 10, 10);
    LivingNetwork living = alive(network, sparse(network, 10));
    List<GroupId> groups = Network.synapseGroups(network.projections().get(0));
    living
        .ask(groups, group -> new Request.DrawLots(3, new LayerRandom(0, 0)))
        .values()
        .forEach(reply -> assertEquals(0, ((Reply.Lots) reply).lot().length));
  }

  /** Against all free sites sorted by their draws; within receptive fields, whatever the groups. */
  @Test
  void soManySitesOfALayerWithTheSmallestDraws() {
    for (int groups : new int[] {1, 2, 5}) {
      Population visible = new Population("visible", 30, 1, true, 6);
      Population hidden = new Population("h1", 30, groups, false, 6);
      Projection projection = new Projection("visible-h1", visible, hidden, 1);
      Network network = new Network(List.of(visible, hidden), List.of(projection));
      NetworkState state = sparse(network, 40);
      List<int[]> sites = new FreeSites(network, state).of(projection);
      Key draws = Key.of(LivingNetwork.SEED).with(7, 0).with(6L).with(0, 0);
      sites.sort((a, b) -> Integer.compareUnsigned(draws.bits(a[0], a[1]), draws.bits(b[0], b[1])));
      assertTrue(sites.size() > 20);
      for (int synapses : new int[] {1, 7, sites.size(), sites.size() + 3}) {
        List<Fate> expected = new ArrayList<>();
        for (int[] site : sites.subList(0, Math.min(synapses, sites.size()))) {
          float draw = draws.uniform(site[0], site[1]);
          expected.add(new Fate(site[0], site[1], Double.NaN, 0.5f, 0, draw));
        }
        expected.sort(Fate.BY_POST_THEN_PRE);
        assertEquals(expected, growExactly(alive(network, state), projection, synapses, 6));
      }
    }
  }

  @Test
  void lotsHoldForOneGrowthAtTheirStep() {
    Network network = TinyNetworks.stack(2, 10, 10);
    LivingNetwork living = alive(network, sparse(network, 40));
    Projection projection = network.projections().get(0);
    assertEquals(3, growExactly(living, projection, 3, 1).size());
    LayerRandom rule = new LayerRandom(3, 0);
    List<GroupId> groups = Network.synapseGroups(projection);
    GroupFailure failure =
        assertThrows(
            GroupFailure.class,
            () -> living.ask(groups, group -> new Request.Grow(1, rule, Long.MAX_VALUE)));
    assertTrue(
        failure.getMessage().contains("free sites have not drawn lots at step 1"),
        failure.getMessage());
  }
}
