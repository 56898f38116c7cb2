package org.ontogeny.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ontogeny.kernel.Key;

class PurposeTest {

  /** Frozen: every recorded run depends on them. */
  @Test
  void numbersOfPurposesDoNotChange() {
    List<Purpose> order =
        List.of(
            Purpose.INITIAL_WEIGHT,
            Purpose.INITIAL_STATE,
            Purpose.SAMPLE,
            Purpose.SHUFFLE,
            Purpose.PRUNE,
            Purpose.TIE,
            Purpose.GROW,
            Purpose.LESION,
            Purpose.NEURON,
            Purpose.EVALUATION,
            Purpose.CYCLE,
            Purpose.INITIAL_SYNAPSE);
    assertEquals(order, Arrays.asList(Purpose.values()).subList(0, order.size()));
    assertEquals(Key.of(99).with(0x64696769, 5), Purpose.DIGITS.key(99, 5));
    assertEquals(Key.of(99).with(0x7069636b, 5), Purpose.ORDER.key(99, 5));
    assertEquals(Key.of(99).with(0x6c61626c, 5), Purpose.LABEL.key(99, 5));
    assertEquals(Key.of(99).with(0x626c7572, 5), Purpose.PIXEL_NOISE.key(99, 5));
    assertEquals(Key.of(99).with(0x6e6f6973, 5), Purpose.NOISE.key(99, 5));
    for (int k = 0; k < order.size(); k++) {
      assertEquals(Key.of(99).with(k + 1, 5), order.get(k).key(99, 5));
    }
  }

  @Test
  void purposesEntitiesAndSeedsHaveStreamsOfTheirOwn() {
    Set<Key> keys = new HashSet<>();
    for (Purpose purpose : Purpose.values()) {
      for (int entity = 0; entity < 5; entity++) {
        for (long seed : new long[] {0, 1, 1L << 32, -1}) {
          keys.add(purpose.key(seed, entity));
        }
      }
    }
    assertEquals(Purpose.values().length * 5 * 4, keys.size());
    assertNotEquals(Key.of(1), Key.of(1L << 32));
  }
}
