package org.ontogeny.kernel.opencl;

/**
 * A stretch of a device's memory that somebody holds; free again once nobody does. No record: two
 * blocks are the same one only by identity, since places are used again.
 */
final class DeviceBlock {

  private final int place;
  private final int size;

  DeviceBlock(int place, int size) {
    this.place = place;
    this.size = size;
  }

  /** Of its first entry. */
  int place() {
    return place;
  }

  /** Entries. */
  int size() {
    return size;
  }
}
