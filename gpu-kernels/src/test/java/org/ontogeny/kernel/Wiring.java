package org.ontogeny.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A random pattern of synapses beside its plain alive matrix, with random values of fitting shape.
 * Equal arguments give equal values.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Wiring(int pres, int posts, int columns, boolean[][] alive, Synapses synapses) {

  public static Wiring random(int pres, int posts, int columns, double density) {
    Random random = new Random(pres * 31L + posts);
    boolean[][] alive = new boolean[posts][pres];
    List<Integer> pre = new ArrayList<>();
    List<Integer> post = new ArrayList<>();
    for (int j = 0; j < posts; j++) {
      for (int i = 0; i < pres; i++) {
        alive[j][i] = random.nextDouble() < density;
        if (alive[j][i]) {
          pre.add(i);
          post.add(j);
        }
      }
    }
    return new Wiring(pres, posts, columns, alive, Synapses.of(pres, posts, ints(pre), ints(post)));
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  int living() {
    return synapses.living();
  }

  int potential() {
    return pres * posts;
  }

  /** {@link #values} as weights. */
  public Weights weights() {
    return new Weights(values());
  }

  /** Normal numbers in living slots, 0 in dead ones, [slots]. */
  public float[] values() {
    Random random = new Random(1);
    float[] weight = new float[synapses.slots()];
    for (int slot : synapses.livingSlots()) {
      weight[slot] = (float) random.nextGaussian();
    }
    return weight;
  }

  /** The value of a pair, 0 where no synapse lives; counts slots by the alive matrix itself. */
  double valueAt(float[] values, int pre, int post) {
    if (!alive[post][pre]) {
      return 0;
    }
    if (synapses.dense()) {
      return values[post * pres + pre];
    }
    int slot = 0;
    for (int j = 0; j <= post; j++) {
      for (int i = 0; i < (j < post ? pres : pre); i++) {
        slot += alive[j][i] ? 1 : 0;
      }
    }
    return values[slot];
  }

  int[] deadSlots() {
    BitSet dead = new BitSet();
    dead.set(0, synapses.slots());
    for (int slot : synapses.livingSlots()) {
      dead.clear(slot);
    }
    return dead.stream().toArray();
  }

  /** Normal numbers, [rows][columns]. */
  public Batch graded(int rows, long seed) {
    Random random = new Random(seed);
    Batch batch = Batch.zeros(rows, columns);
    for (int i = 0; i < batch.values().length; i++) {
      batch.values()[i] = (float) (2 * random.nextGaussian());
    }
    return batch;
  }

  /** 0 and 1 in equal parts, [rows][columns]. */
  public Batch binary(int rows, long seed) {
    return binary(rows, seed, 2);
  }

  /** One of 30 is 1, the others are 0, [rows][columns]. */
  public Batch rare(int rows, long seed) {
    return binary(rows, seed, 30);
  }

  private Batch binary(int rows, long seed, int oneOf) {
    Random random = new Random(seed);
    Batch batch = Batch.zeros(rows, columns);
    for (int i = 0; i < batch.values().length; i++) {
      batch.values()[i] = random.nextInt(oneOf) == 0 ? 1 : 0;
    }
    return batch;
  }

  @Override
  public String toString() {
    return "%d -> %d x %d, %d living%s"
        .formatted(pres, posts, columns, living(), synapses.dense() ? ", dense" : "");
  }
}
