package org.ontogeny.actors.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ontogeny.actors.Deep;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Role;
import org.ontogeny.kernel.Batch;

/**
 * A checkpoint of two populations, v (3 neurons) and h (4 neurons in two groups; neuron 3 has
 * died), and two projections: v-h, all of whose synapses onto h[0:2] live, but few of those onto
 * h[2:4], and h-h. Every number is one that is easily lost or exchanged for another.
 *
 * <p>The golden file holds it, so its values never change.
 */
final class CheckpointExample {

  private static final float NAN = Float.intBitsToFloat(0x7fc00123);
  private static final float SIGNALLING_NAN = Float.intBitsToFloat(0xff800001);
  private static final long LATE = 1L << 40;

  private CheckpointExample() {}

  static Checkpoint checkpoint() {
    return new Checkpoint(
        network(),
        412,
        List.of(2L, 0L, LATE),
        Map.of("unpruned", kept(-1, 0), "before round 1", kept(300, 50)),
        Map.of("round", Map.of("synapses", 9L, "a note: ä", Long.MIN_VALUE), "none", Map.of()));
  }

  private static NetworkState network() {
    return new NetworkState(
        List.of(visible(), hidden(), lateHidden(), dense(), sparse(), recurrent()), 60, 1 + LATE);
  }

  private static Checkpoint.Kept kept(long seq, long step) {
    return new Checkpoint.Kept(new NetworkState(List.of(visible(), dense()), step, 7), seq);
  }

  private static NeuronGroupState visible() {
    return new NeuronGroupState(
        new GroupId("v", 0, 3),
        new int[] {0, 1, 2},
        List.of(
            new NeuronGroupState.Bias(
                Role.OWN, new float[] {0.5f, -0f, NAN}, new float[] {Float.MIN_VALUE, 0, -3.5f})),
        new long[] {0, 1, Long.MAX_VALUE},
        LATE,
        List.of(
            new NeuronGroupState.Chains(
                1,
                List.of(
                    new Batch(3, 2, new float[] {0, 1, -0f, NAN, SIGNALLING_NAN, 1}),
                    new Batch(3, 1, new float[] {1, 0, 1})))));
  }

  private static NeuronGroupState hidden() {
    return new NeuronGroupState(
        new GroupId("h", 0, 2),
        new int[] {0, 1},
        List.of(
            new NeuronGroupState.Bias(Role.OWN, new float[] {-2, -2.5f}, new float[] {0, 0.125f}),
            new NeuronGroupState.Bias(
                Role.LOWER,
                new float[] {Float.MAX_VALUE, Float.NEGATIVE_INFINITY},
                new float[] {3, 4})),
        new long[] {17, 300},
        1000,
        List.of(new NeuronGroupState.Chains(1, List.of(Batch.zeros(2, 2), Batch.zeros(2, 1)))));
  }

  private static NeuronGroupState lateHidden() {
    return new NeuronGroupState(
        new GroupId("h", 2, 4),
        new int[] {2},
        List.of(new NeuronGroupState.Bias(Role.OWN, new float[] {-4}, new float[] {-0f})),
        new long[] {5},
        1000,
        List.of());
  }

  private static SynapseGroupState dense() {
    return new SynapseGroupState(
        new GroupId("v-h", 0, 2),
        new int[] {0, 1, 2},
        new int[] {0, 1},
        new int[] {0, 1, 2, 0, 1, 2},
        new int[] {0, 0, 0, 1, 1, 1},
        new float[] {0.25f, -0f, NAN, SIGNALLING_NAN, Float.MIN_VALUE, -1.5f},
        new float[] {1, 2, 3, 4, 5, -0f},
        new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, LATE, 127},
        new long[] {0, 128, 16383, 16384, LATE, 1},
        new long[] {1, 2, 3},
        new long[] {4, 5},
        LATE,
        59);
  }

  private static SynapseGroupState sparse() {
    return new SynapseGroupState(
        new GroupId("v-h", 2, 4),
        new int[] {0, 2},
        new int[] {2},
        new int[] {1},
        new int[] {0},
        new float[] {0.75f},
        new float[] {0.0625f},
        new long[] {3},
        new long[] {2},
        new long[] {8, 9},
        new long[] {10},
        11,
        12);
  }

  /** Nothing lives in it. */
  private static SynapseGroupState recurrent() {
    return new SynapseGroupState(
        new GroupId("h-h", 0, 4),
        new int[] {},
        new int[] {},
        new int[] {},
        new int[] {},
        new float[] {},
        new float[] {},
        new long[] {},
        new long[] {},
        new long[] {},
        new long[] {},
        0,
        -1);
  }

  /** A small one. */
  static Checkpoint at(long seq) {
    NetworkState state = new NetworkState(List.of(lateHidden()), 10 * seq, seq);
    return new Checkpoint(state, seq, List.of(), Map.of(), Map.of());
  }

  /** Everything that is in a checkpoint; equal texts mean equal checkpoints. */
  static String text(Checkpoint checkpoint) {
    Map<String, String> kept = new TreeMap<>();
    checkpoint.kept().forEach((name, state) -> kept.put(name, Deep.text(state)));
    Map<String, Map<String, Long>> notes = new TreeMap<>();
    checkpoint.notes().forEach((name, numbers) -> notes.put(name, new TreeMap<>(numbers)));
    return "%s%n%d %s%n%s%n%s"
        .formatted(
            Deep.text(checkpoint.network()), checkpoint.seq(), checkpoint.place(), kept, notes);
  }
}
