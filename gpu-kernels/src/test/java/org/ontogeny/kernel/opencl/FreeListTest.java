package org.ontogeny.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FreeListTest {

  @Test
  void givesTheFirstPlaceThatFits() {
    FreeList list = new FreeList();
    list.extend(640);
    assertEquals(0, list.take(1));
    assertEquals(64, list.take(128));
    assertEquals(192, list.take(65));
    list.give(64, 128);
    assertEquals(FreeList.NONE, list.take(321));
    assertEquals(64, list.take(64));
    assertEquals(320, list.take(320));
    assertEquals(64, list.available());
  }

  @Test
  void joinsWhatIsGivenBack() {
    FreeList list = new FreeList();
    list.extend(256);
    int a = list.take(64);
    int b = list.take(64);
    int c = list.take(64);
    list.give(a, 64);
    list.give(c, 64);
    list.give(b, 64);
    assertEquals(0, list.take(256));
    list.extend(512);
    assertEquals(256, list.take(256));
  }

  @Test
  void stretchesNeverOverlap() {
    Random random = new Random(3);
    FreeList list = new FreeList();
    list.extend(1 << 14);
    TreeMap<Integer, Integer> taken = new TreeMap<>();
    for (int i = 0; i < 5000; i++) {
      if (random.nextBoolean() || taken.isEmpty()) {
        int size = random.nextInt(1000);
        int place = list.take(size);
        if (place != FreeList.NONE) {
          Map.Entry<Integer, Integer> before = taken.lowerEntry(place);
          Integer after = taken.ceilingKey(place);
          assertTrue(before == null || before.getKey() + before.getValue() <= place);
          assertTrue(after == null || place + size <= after);
          taken.put(place, Math.max(1, size));
        }
      } else {
        int place = taken.floorKey(random.nextInt(1 << 14) | taken.firstKey());
        list.give(place, taken.remove(place));
      }
    }
    taken.forEach(list::give);
    assertEquals(1 << 14, list.available());
    assertEquals(0, list.take(1 << 14));
  }
}
