package org.ontogeny.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/** What stays on the device, how long, and that nothing of it is ever confused. */
class DeviceMemoryTest {

  private static final int PRES = 90;
  private static final int POSTS = 70;
  private static final int COLUMNS = 50;
  private static final int[] ROWS = IntStream.range(0, POSTS).toArray();

  private static Batch random(int rows, int columns, long seed) {
    return new Batch(rows, columns, randoms(rows * columns, seed));
  }

  private static float[] randoms(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** One synapse in {@code every}. */
  private static Synapses synapses(int pres, int posts, int every) {
    int[] alive = IntStream.range(0, pres * posts).filter(slot -> slot % every == 0).toArray();
    return Synapses.of(
        pres,
        posts,
        Arrays.stream(alive).map(slot -> slot % pres).toArray(),
        Arrays.stream(alive).map(slot -> slot / pres).toArray());
  }

  private static Weights weights(Synapses synapses) {
    float[] weight = randoms(synapses.slots(), 7);
    boolean[] alive = new boolean[weight.length];
    synapses.forEach((slot, pre, post) -> alive[slot] = true);
    for (int slot = 0; slot < weight.length; slot++) {
      weight[slot] = alive[slot] ? weight[slot] : 0;
    }
    return new Weights(weight);
  }

  private static Batch fetched(Batch batch) {
    return new Batch(batch.rows(), batch.columns(), batch.values().clone());
  }

  private static Input alone(Batch drive) {
    return new Input(new float[drive.rows()], 1, List.of(drive), new float[] {1}, drive.columns());
  }

  @Test
  void whatIsReleasedIsFreeAtOnce() {
    OpenClKernels kernels = AnyDevice.kernels(true, DeviceMemory.FIRST_CAPACITY);
    int rows = 1000; // so that three batches fill the memory
    Input input = alone(random(rows, 1000, 1));
    Draws draws = new Draws(Key.of(1), IntStream.range(0, rows).toArray(), 0);
    float[] expected = kernels.sample(input, draws).values();
    List<Batch> reachable = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Batch batch = kernels.sample(input, draws);
      reachable.add(batch); // so that the garbage collector frees nothing
      Batch part = i == 0 ? batch.rows(1, 3) : null;
      batch.release();
      batch.release();
      if (part != null) {
        assertArrayEquals(Arrays.copyOfRange(expected, 1000, 3000), part.values());
        assertArrayEquals(expected, batch.values(), "parts keep the whole");
      }
    }
    Batch gone = reachable.get(19);
    assertEquals(
        "these values were released",
        assertThrows(IllegalStateException.class, gone::values).getMessage());
    assertThrows(IllegalStateException.class, () -> gone.rows(1, 3));
    Batch here = random(2, 2, 1);
    here.release();
    assertEquals(4, here.values().length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void batchesStayAndGiveTheSameBits(boolean ownMemory) {
    OpenClKernels kernels = AnyDevice.kernels(ownMemory, Long.MAX_VALUE);
    for (int every : new int[] {1, 2, 9}) {
      Synapses synapses = synapses(PRES, POSTS, every);
      Weights weight = weights(synapses);
      Batch remote = random(PRES, COLUMNS, 1);
      Batch local = remote;
      for (int sweep = 0; sweep < 3; sweep++) {
        Draws draws = new Draws(Key.of(sweep), ROWS, 3);
        Batch drive = kernels.toPost(synapses, weight, remote);
        assertNotNull(drive.form());
        remote = kernels.sample(alone(drive), draws);
        remote = kernels.toPre(synapses, weight, remote);
        Batch localDrive = fetched(kernels.toPost(synapses, weight, local));
        local = fetched(kernels.sample(alone(localDrive), draws));
        local = fetched(kernels.toPre(synapses, weight, local));
      }
      assertArrayEquals(local.values(), remote.values());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsAreTakenWithoutACopyAndOutliveTheWhole(boolean ownMemory) {
    OpenClKernels kernels = AnyDevice.kernels(ownMemory, Long.MAX_VALUE);
    Batch host = random(PRES, COLUMNS, 1);
    Batch part = kernels.drive(alone(host)).rows(10, 80).rows(5, 20);
    for (int i = 0; i < 3; i++) {
      System.gc();
      kernels.drive(alone(random(PRES, COLUMNS, 2)));
    }
    assertNotNull(part.form());
    assertEquals(15, part.rows());
    assertArrayEquals(host.rows(15, 30).values(), part.values());
    assertArrayEquals(part.values(), kernels.drive(alone(part)).values());
    assertEquals(0, part.rows(3, 3).values().length);
  }

  /** Large enough for large tiles as a whole, so that the parts take the other way. */
  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void groupsOfNeuronsAndOfColumnsChangeNoBit(int every) {
    Kernels kernels = AnyDevice.kernels();
    int posts = 530;
    int columns = 515;
    Synapses whole = synapses(41, posts, every);
    float[] weight = randoms(whole.slots(), 5);
    Batch pre = random(41, columns, 1);
    Batch drive = kernels.toPost(whole, new Weights(weight), pre);

    List<int[]> upper = new ArrayList<>();
    whole.forEach(
        (slot, i, j) -> {
          if (j >= 300) {
            upper.add(new int[] {slot, i, j - 300});
          }
        });
    Synapses group =
        Synapses.of(
            41,
            posts - 300,
            upper.stream().mapToInt(s -> s[1]).toArray(),
            upper.stream().mapToInt(s -> s[2]).toArray());
    float[] groupWeight = new float[group.slots()];
    int[] slots = group.livingSlots();
    for (int k = 0; k < slots.length; k++) {
      groupWeight[slots[k]] = weight[upper.get(k)[0]];
    }
    Batch groupDrive = kernels.toPost(group, new Weights(groupWeight), pre);
    assertArrayEquals(drive.rows(300, posts).values(), groupDrive.values());

    Batch few = Batch.zeros(41, 9);
    for (int i = 0; i < 41; i++) {
      System.arraycopy(pre.values(), i * columns + 500, few.values(), i * 9, 9);
    }
    Batch fewDrive = kernels.toPost(whole, new Weights(weight), few);
    for (int j = 0; j < posts; j++) {
      for (int c = 0; c < 9; c++) {
        assertEquals(drive.get(j, 500 + c), fewDrive.get(j, c));
      }
    }
  }

  @Test
  void weightsGoThereOnceAChange() {
    Kernels kernels = AnyDevice.kernels();
    Synapses synapses = Synapses.full(1, 1);
    Weights weight = new Weights(new float[] {2});
    Batch one = new Batch(1, 1, new float[] {1});
    assertEquals(2, kernels.toPost(synapses, weight, one).get(0, 0));
    weight.values()[0] = 3;
    assertEquals(2, kernels.toPost(synapses, weight, one).get(0, 0), "nobody said that it changed");
    weight.changed();
    assertEquals(3, kernels.toPost(synapses, weight, one).get(0, 0));
    weight.keep("what another backend derives");
    assertEquals(3, kernels.toPost(synapses, weight, one).get(0, 0));
  }

  /** The collector moves what it can; the device's memory must not notice. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void collectionsOfGarbageLoseNothing(boolean ownMemory) {
    List<byte[]> rubble = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rubble.add(new byte[1 << 18]);
    }
    OpenClKernels kernels = AnyDevice.kernels(ownMemory, Long.MAX_VALUE);
    Synapses dense = synapses(PRES, POSTS, 1);
    Synapses sparse = synapses(PRES, POSTS, 9);
    Weights denseWeight = weights(dense);
    Weights sparseWeight = weights(sparse);
    Batch pre = kernels.drive(alone(random(PRES, COLUMNS, 1)));
    Batch carried = kernels.toPost(dense, denseWeight, pre);
    float[] denseDrive = carried.values();
    float[] sparseDrive = kernels.toPost(sparse, sparseWeight, pre).values();
    Random random = new Random(1);
    for (int round = 0; round < 12; round++) {
      for (int i = 0; i < 60; i++) {
        rubble.set(random.nextInt(rubble.size()), new byte[random.nextInt(1 << 20)]);
      }
      System.gc();
      carried = kernels.drive(alone(carried));
      assertArrayEquals(denseDrive, fetched(carried).values());
      assertArrayEquals(denseDrive, kernels.toPost(dense, denseWeight, pre).values());
      assertArrayEquals(sparseDrive, kernels.toPost(sparse, sparseWeight, pre).values());
    }
  }

  /** Between a launch and the reading of its result, too, which is when most collections begin. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void collectionsMeanwhileHarmNobody(boolean ownMemory) throws InterruptedException {
    OpenClKernels kernels = AnyDevice.kernels(ownMemory, Long.MAX_VALUE);
    float[] expected = randoms(PRES * COLUMNS, 1);
    Batch state = kernels.drive(alone(random(PRES, COLUMNS, 1)));
    AtomicBoolean over = new AtomicBoolean();
    List<String> wrong = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              while (!over.get()) {
                long[][] mine = new long[200][1 << 12];
                System.gc();
                for (long[] one : mine) {
                  if (Arrays.stream(one).anyMatch(value -> value != 0)) {
                    wrong.add("an array that no device knows was written to");
                  }
                }
              }
            });
    other.start();
    try {
      for (int i = 0; i < 1000; i++) {
        assertArrayEquals(expected, fetched(state).values());
        state = kernels.drive(alone(state));
      }
    } finally {
      over.set(true);
      other.join();
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void threadsTakeTurns() throws InterruptedException {
    Kernels kernels = AnyDevice.kernels();
    List<String> wrong = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      Synapses synapses = synapses(PRES, POSTS, 1 + 8 * (t & 1));
      Weights weight = weights(synapses);
      Batch pre = random(PRES, COLUMNS, t);
      float[] expected = kernels.toPost(synapses, weight, pre).values();
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 20; i++) {
                  float[] actual = kernels.toPost(synapses, weight, pre).values();
                  if (!Arrays.equals(expected, actual)) {
                    synchronized (wrong) {
                      wrong.add("round " + i);
                    }
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void memoryIsFreedOnceNobodyHoldsABatch(boolean ownMemory) {
    OpenClKernels kernels = AnyDevice.kernels(ownMemory, DeviceMemory.FIRST_CAPACITY);
    Batch state = kernels.drive(alone(random(500, 1000, 1)));
    float[] before = fetched(state).values();
    for (int i = 0; i < 60; i++) { // eight fit
      state = kernels.drive(alone(state));
    }
    assertArrayEquals(before, state.values());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void memoryGrowsAndKeepsWhatIsThere(boolean ownMemory) {
    OpenClKernels kernels = AnyDevice.kernels(ownMemory, Long.MAX_VALUE);
    List<Batch> held = new ArrayList<>();
    for (int i = 0; i < 20; i++) { // eight fit at first
      held.add(kernels.drive(alone(random(500, 1000, i))));
    }
    for (int i = 0; i < held.size(); i++) {
      assertArrayEquals(random(500, 1000, i).values(), held.get(i).values());
    }
  }

  @Test
  void saysThatTheMemoryIsFullAndGoesOn() {
    OpenClKernels kernels =
        AnyDevice.kernels(
            !OpenClKernels.sharesMemory(AnyDevice.device()), DeviceMemory.FIRST_CAPACITY);
    List<Batch> held = new ArrayList<>();
    IllegalStateException full =
        assertThrows(
            IllegalStateException.class,
            () -> {
              while (true) {
                held.add(kernels.drive(alone(random(500, 1000, 1))));
              }
            });
    assertTrue(full.getMessage().contains("is full"), full::getMessage);
    assertTrue(full.getMessage().endsWith(" and 500000 more are needed"), full::getMessage);
    float[] last = held.get(held.size() - 1).values();
    held.clear();
    assertArrayEquals(last, kernels.drive(alone(random(500, 1000, 1))).values());
  }

  /** A class of its own, since Aparapi trusts no device again with a class that failed there. */
  private static final class Failing extends DeviceProgram {}

  @Test
  void aFailureIsAnExceptionAndTheEnd() {
    DeviceOwner owner =
        new DeviceOwner(
            AnyDevice.device(),
            !OpenClKernels.sharesMemory(AnyDevice.device()),
            new Failing(),
            Long.MAX_VALUE);
    int tooMany = 2 * AnyDevice.device().getMaxWorkGroupSize();
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> {
              try (DeviceOwner.Visit visit = owner.enter()) {
                visit.launchGroups(DeviceProgram.SET_MARK, 1, tooMany);
              }
            });
    assertTrue(failure.getMessage().contains("runKernelJNI returned -1"), failure::getMessage);
    assertFalse(failure.getMessage().contains("\n"), failure::getMessage);
    IllegalStateException again = assertThrows(IllegalStateException.class, owner::enter);
    assertEquals(failure.getMessage(), again.getMessage());
    Batch one = new Batch(1, 1, new float[] {1});
    assertEquals(1, AnyDevice.kernels().drive(alone(one)).get(0, 0), "others go on");
  }
}
