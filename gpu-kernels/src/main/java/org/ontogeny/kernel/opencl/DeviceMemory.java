package org.ontogeny.kernel.opencl;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Who has which stretch of the device's memory, and of its wiring. Both grow by doubling; what
 * nobody holds any more is found by way of the garbage collector. For one thread at a time.
 *
 * <p>The memory's array in the heap of Java is as large as the memory on the device, but its values
 * are read and written only when the memory grows. {@code memory[0]} holds {@link
 * DeviceProgram#MARK} on the device and 0 in the array: should Aparapi ever make the buffer anew
 * from the array, it shows, and no value leaves the device without a look at it.
 */
final class DeviceMemory {

  /**
   * Floats to begin with: just above 16 MiB with the array's header, half of G1's largest region.
   */
  static final int FIRST_CAPACITY = 1 << 22;

  /** Aparapi counts the bytes of a buffer in an int. */
  private static final int LARGEST_CAPACITY = (1 << 29) - 1;

  private static final int FIRST_WIRING = 1 << 12;

  /** Collections may take one part in so many of the time before the memory rather grows. */
  private static final int COLLECTING_PART = 20;

  private static final long PATIENCE_MILLIS = 2; // of a look for what a collection has found
  private static final int FEW_LOOKS = 25;

  /** Where the memory cannot grow: on a busy machine the collector's threads may have to wait. */
  private static final int MANY_LOOKS = 1000;

  private final Launcher launcher;
  private final DeviceProgram program;
  private final int limit; // floats
  private final FreeList memory = new FreeList();
  private final FreeList wiring = new FreeList();
  private final ReferenceQueue<DeviceBlock> left = new ReferenceQueue<>();
  private final Set<Tenancy> tenancies = new HashSet<>();
  private long collected; // nanoTime of the last collection
  private long collecting; // nanoseconds that it took

  /** A block in use; in the queue of references once nobody holds it. */
  private static final class Tenancy extends PhantomReference<DeviceBlock> {
    private final FreeList list;
    private final int place;
    private final int size;

    Tenancy(DeviceBlock block, FreeList list, ReferenceQueue<DeviceBlock> queue) {
      super(block, queue);
      this.list = list;
      this.place = block.place();
      this.size = block.size();
    }
  }

  /**
   * An empty memory.
   *
   * @param limit floats, but no less than {@link #FIRST_CAPACITY}
   */
  DeviceMemory(Launcher launcher, DeviceProgram program, long limit) {
    this.launcher = launcher;
    this.program = program;
    this.limit = FreeList.whole((int) Math.max(FIRST_CAPACITY, Math.min(limit, LARGEST_CAPACITY)));
    program.memory = new float[FIRST_CAPACITY];
    memory.extend(FIRST_CAPACITY);
    memory.take(1); // memory[0]
    program.wiring = new int[FIRST_WIRING];
    wiring.extend(FIRST_WIRING);
    mark();
  }

  private void mark() {
    program.result = 0;
    program.rows = 1;
    program.columns = 1;
    launcher.run(DeviceProgram.SET_MARK, 1, DeviceProgram.LANES);
  }

  /** Floats that it has room for at present. */
  int capacity() {
    return memory.capacity();
  }

  /**
   * Memory until it is given back, or for as long as it is held ({@link #watch}).
   *
   * @throws IllegalStateException if there is no more
   */
  DeviceBlock take(int size) {
    release();
    int place = memory.take(size);
    if (place == FreeList.NONE && collectingPays(size)) {
      place = collectFor(size);
    }
    if (place == FreeList.NONE) {
      grow(size);
      place = memory.take(size);
    }
    return new DeviceBlock(place, size);
  }

  void give(DeviceBlock block) {
    memory.give(block.place(), block.size());
  }

  /**
   * Frees the block of memory once nobody holds it.
   *
   * @return frees it before, if it is run
   */
  Runnable watch(DeviceBlock block) {
    Tenancy tenancy = new Tenancy(block, memory, left);
    tenancies.add(tenancy);
    return () -> release(tenancy);
  }

  /** Sends arrays to the wiring, one after the other, for as long as somebody holds the block. */
  DeviceBlock wire(int[]... arrays) {
    int size = Arrays.stream(arrays).mapToInt(array -> array.length).reduce(0, Math::addExact);
    int place = takeWiring(size);
    DeviceBlock block = new DeviceBlock(place, size);
    tenancies.add(new Tenancy(block, wiring, left));
    for (int[] array : arrays) {
      System.arraycopy(array, 0, program.wiring, place, array.length);
      place += array.length;
    }
    program.put(program.wiring);
    return block;
  }

  private int takeWiring(int size) {
    release();
    int place = wiring.take(size);
    if (place == FreeList.NONE) {
      long needed = (long) wiring.capacity() + FreeList.rounded(size);
      int capacity = Math.toIntExact(Math.max(2L * wiring.capacity(), needed));
      program.wiring = Arrays.copyOf(program.wiring, capacity);
      wiring.extend(capacity);
      place = wiring.take(size);
    }
    return place;
  }

  private void release() {
    for (Tenancy gone = (Tenancy) left.poll(); gone != null; gone = (Tenancy) left.poll()) {
      release(gone);
    }
  }

  private void release(Tenancy gone) {
    if (tenancies.remove(gone)) {
      gone.list.give(gone.place, gone.size);
    }
  }

  /** Java does not feel how full the device is, so it has to be asked for a collection. */
  private boolean collectingPays(int size) {
    boolean rarely = System.nanoTime() - collected > COLLECTING_PART * collecting;
    return !tenancies.isEmpty() && (rarely || grownFor(size) > limit);
  }

  /** The smallest capacity that has room for so many more. */
  private long grownFor(int size) {
    return (long) memory.capacity() + FreeList.rounded(size);
  }

  private int collectFor(int size) {
    long begin = System.nanoTime();
    launcher.collect();
    int place = memory.take(size);
    int looks = grownFor(size) > limit ? MANY_LOOKS : FEW_LOOKS;
    for (int i = 0; i < looks && place == FreeList.NONE; i++) {
      awaitRelease();
      place = memory.take(size);
    }
    collected = System.nanoTime();
    collecting = collected - begin;
    return place;
  }

  private void awaitRelease() {
    boolean interrupted = Thread.interrupted();
    try {
      Tenancy gone = (Tenancy) left.remove(PATIENCE_MILLIS);
      if (gone != null) {
        release(gone);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    release();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void grow(int size) {
    int capacity = memory.capacity();
    long needed = grownFor(size);
    if (needed > limit) {
      throw new IllegalStateException(
          "the memory of %s is full: %d of at most %d values are in use, and %d more are needed"
              .formatted(launcher.deviceName(), capacity - memory.available(), limit, size));
    }
    launcher.readMemory();
    float[] larger = copy((int) Math.min(limit, Math.max(2L * capacity, needed)));
    larger[0] = 0;
    program.memory = larger;
    memory.extend(larger.length);
    mark();
  }

  private float[] copy(int capacity) {
    try {
      return Arrays.copyOf(program.memory, capacity);
    } catch (OutOfMemoryError e) {
      throw new IllegalStateException(
          "the memory of %s needs an array of its size in the heap of Java, and one of %d MiB does not fit: start Java with a larger -Xmx"
              .formatted(launcher.deviceName(), ((long) capacity * Float.BYTES) >> 20),
          e);
    }
  }
}
