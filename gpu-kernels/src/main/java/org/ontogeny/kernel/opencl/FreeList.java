package org.ontogeny.kernel.opencl;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which stretches of a device's memory are free. Places and sizes are multiples of {@link #GRAIN},
 * so that every array starts at a line of the device's cache.
 */
final class FreeList {

  static final int NONE = -1;

  private static final int GRAIN = 64;

  private final TreeMap<Integer, Integer> free = new TreeMap<>(); // size by place, never adjacent
  private int capacity;

  /** The size of the stretch that {@link #take} sets aside. */
  static int rounded(int size) {
    return Math.max(GRAIN, Math.addExact(size, GRAIN - 1) / GRAIN * GRAIN);
  }

  /** The largest capacity up to this one. */
  static int whole(int capacity) {
    return capacity / GRAIN * GRAIN;
  }

  /** Entries, free or not. */
  int capacity() {
    return capacity;
  }

  /** More memory behind the present end. */
  void extend(int newCapacity) {
    give(capacity, whole(newCapacity) - capacity);
    capacity = whole(newCapacity);
  }

  /** The place of {@code size} free entries, the first that fits; {@link #NONE} if none does. */
  int take(int size) {
    int needed = rounded(size);
    int place =
        free.entrySet().stream()
            .filter(stretch -> stretch.getValue() >= needed)
            .mapToInt(Map.Entry::getKey)
            .findFirst()
            .orElse(NONE);
    if (place != NONE) {
      int rest = free.remove(place) - needed;
      if (rest > 0) {
        free.put(place + needed, rest);
      }
    }
    return place;
  }

  /** Frees what {@link #take} gave. */
  void give(int place, int size) {
    int from = place;
    int length = rounded(size);
    Map.Entry<Integer, Integer> before = free.lowerEntry(place);
    if (before != null && before.getKey() + before.getValue() == place) {
      from = before.getKey();
      length += before.getValue();
    }
    Integer after = free.remove(place + rounded(size));
    if (after != null) {
      length += after;
    }
    free.put(from, length);
  }

  /** Entries in free stretches. */
  int available() {
    return free.values().stream().mapToInt(Integer::intValue).sum();
  }
}
