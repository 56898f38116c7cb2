package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynapsesTest {

  private static final Synapses SPARSE =
      Synapses.of(5, 4, new int[] {1, 4, 0}, new int[] {0, 0, 3}); // 3 of 20
  private static final Synapses DENSE =
      Synapses.of(3, 2, new int[] {0, 2, 1}, new int[] {0, 0, 1}); // 3 of 6

  @Test
  void formFollowsFromShapeAndLivingCount() {
    int potential = 10 * 10;
    int least = (int) Math.ceil(Synapses.DENSE_FROM * potential);
    assertTrue(first(10, 10, least).dense());
    assertEquals(potential, first(10, 10, least).slots());
    assertFalse(first(10, 10, least - 1).dense());
    assertEquals(least - 1, first(10, 10, least - 1).slots());
    assertFalse(first(10, 10, 0).dense());
    assertFalse(Synapses.full(0, 7).dense());
    assertEquals(0, Synapses.full(0, 7).slots());
    assertEquals(20, Synapses.full(4, 5).living());
  }

  @Test
  void denseSlotsAreAMatrix() {
    assertArrayEquals(new int[] {0, 2, 4}, DENSE.livingSlots());
    assertEquals(List.of("0:0->0", "2:2->0", "4:1->1"), visits(DENSE));
    assertEquals(2, DENSE.preOf(5));
    assertEquals(1, DENSE.postOf(5));
    assertArrayEquals(
        new float[] {1, 0, 1, 0, 1, 0}, assertInstanceOf(DenseSynapses.class, DENSE).mask());
  }

  @Test
  void sparseSlotsCountTheLiving() {
    assertArrayEquals(new int[] {0, 1, 2}, SPARSE.livingSlots());
    assertEquals(List.of("0:1->0", "1:4->0", "2:0->3"), visits(SPARSE));
    assertEquals(4, SPARSE.preOf(1));
    assertEquals(0, SPARSE.postOf(1));
    assertEquals(3, SPARSE.postOf(2));
    assertThrows(IndexOutOfBoundsException.class, () -> SPARSE.postOf(3));
  }

  @Test
  void sparseListsBothDirections() {
    SparseSynapses sparse = assertInstanceOf(SparseSynapses.class, SPARSE);
    assertArrayEquals(new int[] {0, 2, 2, 2, 3}, sparse.rowStart());
    assertArrayEquals(new int[] {1, 4, 0}, sparse.preIndex());
    assertArrayEquals(new int[] {0, 1, 2, 2, 2, 3}, sparse.columnStart());
    assertArrayEquals(new int[] {3, 0, 0}, sparse.postIndex());
    assertArrayEquals(new int[] {2, 0, 1}, sparse.slotOf());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 0 | 0 0 | synapse 1 (0 -> 0) must come after synapse 0 (1 -> 0) by post, then pre, once",
        "0 0 | 1 0 | synapse 1 (0 -> 0) must come after synapse 0 (0 -> 1) by post, then pre, once",
        "1 1 | 0 0 | synapse 1 (1 -> 0) must come after synapse 0 (1 -> 0) by post, then pre, once",
        "0 3 | 0 0 | synapse 1 (3 -> 0) is outside 3 -> 2 neurons",
        "0 0 | 0 2 | synapse 1 (0 -> 2) is outside 3 -> 2 neurons",
        "-1  | 0   | synapse 0 (-1 -> 0) is outside 3 -> 2 neurons",
        "0 1 | 0   | 2 presynaptic ends but 1 postsynaptic ends"
      })
  void refusesWhatIsNotCanonical(String pre, String post, String message) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> Synapses.of(3, 2, ints(pre), ints(post)));
    assertEquals(message, e.getMessage());
  }

  @Test
  void refusesImpossibleShapes() {
    assertThrows(IllegalArgumentException.class, () -> Synapses.full(-1, 2));
    assertThrows(IllegalArgumentException.class, () -> Synapses.full(1 << 16, 1 << 16));
  }

  @Test
  void doesNotHoldTheCallersArrays() {
    int[] pre = {1, 4, 0};
    Synapses synapses = Synapses.of(5, 4, pre, new int[] {0, 0, 3});
    pre[0] = 3;
    assertEquals(1, synapses.preOf(0));
  }

  /**
   * From full to empty in random steps, through both forms, with values that name their synapse.
   */
  @Test
  void pruningKeepsTheValuesOfSurvivors() {
    Random random = new Random(1);
    Synapses synapses = Synapses.full(13, 9);
    Map<String, Integer> expected = new TreeMap<>();
    int[] name = new int[synapses.slots()];
    synapses.forEach(
        (slot, pre, post) -> {
          name[slot] = 1 + pre + 100 * post;
          expected.put(pre + "->" + post, name[slot]);
        });
    Values values = new Values(name);
    boolean wasSparse = false;
    while (synapses.living() > 0) {
      BitSet dead = new BitSet();
      List<String> living = ends(synapses);
      for (int k = 0; k < living.size(); k++) {
        if (random.nextInt(5) == 0) {
          dead.set(k);
          expected.remove(living.get(k));
        }
      }
      Synapses.Change change = synapses.without(dead);
      values = values.carriedBy(change);
      synapses = change.next();
      values.assertHold(synapses, expected);
      wasSparse |= !synapses.dense() && synapses.living() > 0;
    }
    assertTrue(wasSparse);
  }

  /** From empty to full in random steps, through both forms. */
  @Test
  void growthKeepsTheValuesOfTheLiving() {
    Random random = new Random(2);
    Synapses synapses = Synapses.of(13, 9, new int[0], new int[0]);
    Map<String, Integer> expected = new TreeMap<>();
    Values values = new Values(new int[0]);
    int formChanges = 0;
    while (synapses.living() < 13 * 9) {
      List<Integer> newborn = new ArrayList<>(); // 13 * post + pre
      for (int pair = 0; pair < 13 * 9; pair++) {
        if (!expected.containsKey(name(pair)) && random.nextInt(8) == 0) {
          newborn.add(pair);
        }
      }
      Synapses.Change change = grown(synapses, newborn);
      formChanges += change.next().dense() == synapses.dense() ? 0 : 1;
      synapses = change.next();
      values = values.carriedBy(change).naming(synapses, newborn, expected);
      values.assertHold(synapses, expected);
    }
    assertEquals(1, formChanges);
  }

  private static String name(int pair) {
    return pair % 13 + "->" + pair / 13;
  }

  private static Synapses.Change grown(Synapses synapses, List<Integer> newborn) {
    return synapses.with(
        newborn.stream().mapToInt(pair -> pair % 13).toArray(),
        newborn.stream().mapToInt(pair -> pair / 13).toArray());
  }

  /** Before, between and after the living, and from one form to the other. */
  @Test
  void newbornsHaveNoOrigin() {
    Synapses.Change sparse = SPARSE.with(new int[] {0, 4}, new int[] {0, 3});
    assertArrayEquals(new int[] {-1, 0, 1, 2, -1}, sparse.origin());
    assertEquals(
        List.of("0:0->0", "1:1->0", "4:4->0", "15:0->3", "19:4->3"), visits(sparse.next()));
    Synapses.Change dense = DENSE.with(new int[] {1, 0}, new int[] {0, 1});
    assertArrayEquals(new int[] {0, -1, 2, -1, 4}, dense.origin());
    assertEquals(List.of("0:0->0", "1:1->0", "2:2->0", "3:0->1", "4:1->1"), visits(dense.next()));
    Synapses.Change nobody = SPARSE.with(new int[0], new int[0]);
    assertArrayEquals(new int[] {0, 1, 2}, nobody.origin());
    assertEquals(visits(SPARSE), visits(nobody.next()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2   | 0   | synapse 2 -> 0 cannot form: it lives already",
        "1 1 | 0 1 | synapse 1 -> 1 cannot form: it lives already",
        "1 1 | 0 0 | synapse 1 (1 -> 0) must come after synapse 0 (1 -> 0) by post, then pre, once",
        "2 1 | 1 0 | synapse 1 (1 -> 0) must come after synapse 0 (2 -> 1) by post, then pre, once",
        "3   | 0   | synapse 0 (3 -> 0) is outside 3 -> 2 neurons",
        "1 0 | 0   | 2 presynaptic ends but 1 postsynaptic ends"
      })
  void onlyFreePairsGrow(String pre, String post, String message) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> DENSE.with(ints(pre), ints(post)));
    assertEquals(message, e.getMessage());
  }

  @Test
  void compactionKeepsTheValuesAndMayChangeTheForm() {
    int[] kept = {0, 1, 4};
    Synapses.Change change = SPARSE.compact(kept, new int[] {0, 3});
    Synapses next = change.next();
    assertTrue(next.dense(), "3 of 6");
    assertEquals(List.of("1:1->0", "2:2->0", "3:0->1"), visits(next));
    assertArrayEquals(new int[] {0, 1, 2}, change.origin());
    assertArrayEquals(new float[] {0, 7, 8, 9, 0, 0}, change.carry(new float[] {7, 8, 9}));
    Synapses.Change same = DENSE.compact(new int[] {0, 1, 2}, new int[] {0, 1});
    assertArrayEquals(
        new long[] {1, 0, 3, 0, 5, 0}, same.carry(new long[] {1, 0, 3, 0, 5, 0}), "nobody left");
  }

  @Test
  void compactionRefusesToCutLivingSynapses() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SPARSE.compact(new int[] {0, 4}, new int[] {0, 3}));
    assertEquals("living synapse 1 -> 0 would lose a neuron: prune it first", e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> SPARSE.compact(new int[] {1, 0, 4}, new int[] {0, 3}));
    assertThrows(
        IllegalArgumentException.class,
        () -> SPARSE.compact(new int[] {0, 1, 5}, new int[] {0, 3}));
  }

  @Test
  void onlyTheLivingDie() {
    BitSet dead = new BitSet();
    dead.set(3);
    Exception e = assertThrows(IllegalArgumentException.class, () -> SPARSE.without(dead));
    assertEquals("living synapse 3 cannot die: there are 3", e.getMessage());
  }

  @Test
  void newbornsStartAtZero() {
    Synapses.Change change = new Synapses.Change(SPARSE, new int[] {1, -1, 0});
    assertArrayEquals(new float[] {6, 0, 5}, change.carry(new float[] {5, 6}));
    assertArrayEquals(new int[] {1}, change.newborn());
    assertArrayEquals(new int[] {6, 0, 5}, change.carry(new int[] {5, 6}));
    assertArrayEquals(new long[] {6, 0, 5}, change.carry(new long[] {5, 6}));
    assertThrows(
        IllegalArgumentException.class, () -> new Synapses.Change(SPARSE, new int[] {1, 2}));
  }

  /** While a pattern stays dense, slots stay, and only those of births and deaths are emptied. */
  @Test
  void aDensePatternKeepsItsSlots() {
    Synapses full = Synapses.full(3, 2);
    BitSet dead = new BitSet();
    dead.set(1);
    dead.set(4);
    Synapses.Change died = full.without(dead);
    assertArrayEquals(new int[] {0, 2, 3, 5}, died.next().livingSlots());
    assertArrayEquals(new int[] {0, 2, 3, 5}, died.origin());
    assertArrayEquals(new int[0], died.newborn());
    assertArrayEquals(new int[] {1, 0, 3, 4, 0, 6}, died.carry(new int[] {1, 2, 3, 4, 5, 6}));
    Synapses.Change grown = died.next().with(new int[] {1}, new int[] {1});
    assertArrayEquals(new int[] {0, 2, 3, 4, 5}, grown.next().livingSlots());
    assertArrayEquals(new int[] {0, 2, 3, -1, 5}, grown.origin());
    assertArrayEquals(new int[] {4}, grown.newborn());
    assertArrayEquals(new long[] {1, 0, 3, 4, 0, 6}, grown.carry(new long[] {1, 0, 3, 4, 9, 6}));
    assertEquals(5, grown.next().living());
    assertEquals(6, full.living());
  }

  /** The same numbers in the three kinds of arrays that a change can carry. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Values(float[] floats, int[] ints, long[] longs) {
    Values(int[] ints) {
      this(new float[ints.length], ints, new long[ints.length]);
      for (int i = 0; i < ints.length; i++) {
        floats[i] = ints[i];
        longs[i] = ints[i];
      }
    }

    Values carriedBy(Synapses.Change change) {
      return new Values(change.carry(floats), change.carry(ints), change.carry(longs));
    }

    /** The same with names for newborns, which have held 0 until now. */
    Values naming(Synapses synapses, List<Integer> newborn, Map<String, Integer> expected) {
      synapses.forEach(
          (slot, pre, post) -> {
            int pair = 13 * post + pre;
            if (newborn.contains(pair)) {
              assertEquals(0, ints[slot]);
              assertEquals(0, floats[slot]);
              assertEquals(0, longs[slot]);
              ints[slot] = 1 + pair;
              expected.put(name(pair), 1 + pair);
            }
          });
      return new Values(ints);
    }

    void assertHold(Synapses synapses, Map<String, Integer> expected) {
      Map<String, Integer> actual = new TreeMap<>();
      synapses.forEach((slot, pre, post) -> actual.put(pre + "->" + post, ints[slot]));
      assertEquals(expected, actual);
      BitSet living = new BitSet();
      for (int slot : synapses.livingSlots()) {
        living.set(slot);
      }
      assertEquals(synapses.slots(), ints.length);
      for (int slot = 0; slot < ints.length; slot++) {
        assertEquals(living.get(slot), ints[slot] != 0, "only dead slots hold 0");
        assertEquals(ints[slot], floats[slot]);
        assertEquals(ints[slot], longs[slot]);
      }
    }
  }

  private static Synapses first(int pres, int posts, int living) {
    int[] pre = new int[living];
    int[] post = new int[living];
    for (int k = 0; k < living; k++) {
      pre[k] = k % pres;
      post[k] = k / pres;
    }
    return Synapses.of(pres, posts, pre, post);
  }

  private static List<String> visits(Synapses synapses) {
    List<String> visits = new ArrayList<>();
    synapses.forEach((slot, pre, post) -> visits.add(slot + ":" + pre + "->" + post));
    return visits;
  }

  private static List<String> ends(Synapses synapses) {
    List<String> ends = new ArrayList<>();
    synapses.forEach((slot, pre, post) -> ends.add(pre + "->" + post));
    return ends;
  }

  private static int[] ints(String words) {
    return Arrays.stream(words.trim().split(" ")).mapToInt(Integer::parseInt).toArray();
  }
}
