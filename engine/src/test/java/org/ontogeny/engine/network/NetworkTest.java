package org.ontogeny.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

  private static final Population VISIBLE = new Population("visible", 10, 3, true, 0);
  private static final Population HIDDEN = new Population("h1", 7, 2, false, 0);
  private static final Projection UPWARDS =
      new Projection("visible-h1", VISIBLE, HIDDEN, Projection.FULL);
  private static final Network NETWORK = new Network(List.of(VISIBLE, HIDDEN), List.of(UPWARDS));

  /** Slices cover a population once, in order, and differ by at most one neuron. */
  @ParameterizedTest
  @CsvSource({"1, 1", "10, 3", "10, 10", "7, 2", "784, 16", "2000000000, 3"})
  void slicesAreAsEqualAsCanBe(int neurons, int groups) {
    List<GroupId> slices = new Population("p", neurons, groups, false, 0).slices();
    assertEquals(groups, slices.size());
    int next = 0;
    for (GroupId slice : slices) {
      assertEquals("p", slice.owner());
      assertEquals(next, slice.from());
      int size = slice.to() - slice.from();
      assertTrue(size == neurons / groups || size == (neurons + groups - 1) / groups);
      next = slice.to();
    }
    assertEquals(neurons, next);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 3", "7, 7", "2000000000, 3"})
  void shardsCoverTheColumnsOnce(int columns, int shards) {
    Ensemble ensemble = new Ensemble("e", 1, columns, shards, false);
    int sum = 0;
    for (int shard = 0; shard < shards; shard++) {
      assertEquals(sum, ensemble.first(shard));
      assertTrue(ensemble.columns(shard) >= 1);
      sum += ensemble.columns(shard);
    }
    assertEquals(columns, sum);
    assertEquals(columns, ensemble.first(shards));
  }

  @Test
  void idsReadAsOriginalIndices() {
    GroupId id = new GroupId("h1-h2", 3, 7);
    assertEquals("h1-h2[3:7]", id.toString());
    assertTrue(id.contains(3) && id.contains(6));
    assertFalse(id.contains(2) || id.contains(7));
  }

  @Test
  void synapseGroupsAreTheDendritesOfNeuronGroups() {
    assertEquals(
        List.of(new GroupId("visible-h1", 0, 3), new GroupId("visible-h1", 3, 7)),
        NETWORK.synapseGroups());
    GroupId hidden = new GroupId("h1", 3, 7);
    GroupId dendrites = new GroupId("visible-h1", 3, 7);
    assertEquals(List.of(dendrites), Network.neighbours(hidden, UPWARDS, End.POST));
    assertEquals(List.of(hidden), Network.neighbours(UPWARDS, dendrites, End.POST));
    assertEquals(VISIBLE.slices(), Network.neighbours(UPWARDS, dendrites, End.PRE));
    assertEquals(
        NETWORK.synapseGroups(), Network.neighbours(VISIBLE.slices().get(1), UPWARDS, End.PRE));
  }

  @Test
  void namesAreUniqueAndKnown() {
    assertThrows(
        IllegalArgumentException.class, () -> new Network(List.of(VISIBLE, VISIBLE), List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new Network(List.of(VISIBLE), List.of(UPWARDS)));
    assertThrows(IllegalArgumentException.class, () -> NETWORK.population("h2"));
    assertThrows(IllegalArgumentException.class, () -> NETWORK.projection("h1-h2"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "4, 0, 0", "4, 5, 0", "4, 1, -1", "4, 1, 3"})
  void impossiblePopulationsAreRefused(int neurons, int groups, int width) {
    assertThrows(
        IllegalArgumentException.class, () -> new Population("p", neurons, groups, false, width));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "4, 0", "4, 5"})
  void impossibleEnsemblesAreRefused(int columns, int shards) {
    assertThrows(
        IllegalArgumentException.class, () -> new Ensemble("e", 1, columns, shards, false));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 1", "1, 1, 1", "0, 1, 0"})
  void impossibleLoopsAreRefused(int from, int to, int times) {
    assertThrows(IllegalArgumentException.class, () -> new Loop(from, to, times, -1));
  }
}
