package org.ontogeny.actors.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;
import org.ontogeny.engine.stage.Birth;
import org.ontogeny.kernel.Batch;

/**
 * A chain of three visible and three hidden neurons with receptive fields of radius 1: neuron 1 of
 * h has died and with it all of its synapses; of the others, the one from 0 to 0 was pruned.
 *
 * <pre>
 *  alive    h0  h1  h2        weight   h0   h1   h2
 *    v0      0   0  -1          v0      0    0    0
 *    v1      1   0   1          v1     10    0   12
 *    v2     -1   0   1          v2      0    0   22
 * </pre>
 */
class NetworkArraysTest {

  private static final Population V = new Population("v", 3, 1, true, 3);
  private static final Population H = new Population("h", 3, 2, false, 3);
  private static final Network NETWORK =
      new Network(List.of(V, H), List.of(new Projection("v-h", V, H, 1)));

  private static final byte[] ALIVE = {0, 0, -1, 1, 0, 1, -1, 0, 1};
  private static final float[] WEIGHT = {0, 0, 0, 10, 0, 12, 0, 0, 22};
  private static final float[] BIAS = {-1, Float.NaN, -3};

  /** h has the groups [0:1] and [1:3]. */
  private static NetworkState state() {
    return new NetworkState(
        List.of(
            neurons("v", 0, 3, new int[] {0, 1, 2}, 0.5f, 0.25f, 0.125f),
            neurons("h", 0, 1, new int[] {0}, -1),
            neurons("h", 1, 3, new int[] {2}, -3),
            synapses(0, 1, new int[] {0}, new int[] {1}, 10),
            synapses(1, 3, new int[] {2}, new int[] {1, 2}, 12, 22)),
        0,
        0);
  }

  private static NeuronGroupState neurons(
      String owner, int from, int to, int[] living, float... bias) {
    return new NeuronGroupState(
        new GroupId(owner, from, to),
        living,
        List.of(new NeuronGroupState.Bias(Role.OWN, bias, new float[bias.length])),
        new long[bias.length],
        0,
        List.of());
  }

  /** Synapses onto the only living neuron of a group. */
  private static SynapseGroupState synapses(
      int from, int to, int[] posts, int[] pre, float... weight) {
    return new SynapseGroupState(
        new GroupId("v-h", from, to),
        new int[] {0, 1, 2},
        posts,
        pre,
        new int[pre.length],
        weight,
        new float[pre.length],
        new long[pre.length],
        new long[pre.length],
        new long[3],
        new long[1],
        0,
        0);
  }

  @Test
  void arraysHaveOriginalIndicesAndTellWhatNeverWasFromWhatDied() {
    NetworkArrays arrays = NetworkArrays.of(NETWORK, state());
    NetworkArrays.Weights weights = arrays.projections().get("v-h");
    assertArrayEquals(ALIVE, weights.alive());
    assertArrayEquals(WEIGHT, weights.weight());
    assertArrayEquals(BIAS, arrays.biases().get("h"));
    assertArrayEquals(new float[] {0.5f, 0.25f, 0.125f}, arrays.biases().get("v"));
  }

  @Test
  void aNetworkComesBackFromItsFile(@TempDir Path folder) {
    Path file = folder.resolve("state.npz");
    NumpyFile.write(file, NetworkArrays.of(NETWORK, state()));
    Ensemble chains = new Ensemble("fantasies", 4, 5, 2, true);
    NetworkState born =
        Birth.normal(Map.of("v-h", 1f), Map.of("v", 0f, "h", 0f), List.of(chains), 7).of(NETWORK);

    NetworkState back = NumpyFile.read(file).state(NETWORK, born);

    assertEquals(state().synapses(), back.synapses());
    assertEquals(state().neurons(), back.neurons());
    SynapseGroupState group = back.synapseGroups().get(1);
    assertArrayEquals(new int[] {2}, group.postNeuron());
    assertArrayEquals(new int[] {1, 2}, group.pre());
    assertArrayEquals(new int[] {0, 0}, group.post());
    assertArrayEquals(new float[] {12, 22}, group.weight());
    NeuronGroupState neurons = back.neuronGroups().get(2);
    assertArrayEquals(new float[] {-3}, neurons.biases().get(0).value());
    Batch shard = neurons.chains().get(0).shards().get(1);
    assertEquals(1, shard.rows());
    assertEquals(3, shard.columns());
    NetworkArrays again = NetworkArrays.of(NETWORK, back);
    assertArrayEquals(ALIVE, again.projections().get("v-h").alive());
    assertArrayEquals(WEIGHT, again.projections().get("v-h").weight());
    assertArrayEquals(BIAS, again.biases().get("h"));
  }

  @Test
  void arraysOfAnotherNetworkAreRefused() {
    Population wider = new Population("h", 4, 2, false, 2);
    Network other = new Network(List.of(V, wider), List.of(new Projection("v-h", V, wider, -1)));
    NetworkState born =
        Birth.normal(Map.of("v-h", 1f), Map.of("v", 0f, "h", 0f), List.of(), 7).of(other);
    NetworkArrays arrays = NetworkArrays.of(NETWORK, state());
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> arrays.state(other, born));
    assertEquals("h.bias: expected one of 4 neurons, got 3", error.getMessage());
  }

  @Test
  void aFileThatIsNoneOfArraysIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("state.npz"), "no arrays");
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> NumpyFile.read(file));
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }

  @Test
  void numpyReadsWhatWasWritten(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(hasNumpy(), "python3 with NumPy is not installed");
    Path file = folder.resolve("state.npz");
    NumpyFile.write(file, NetworkArrays.of(NETWORK, state()));
    String program =
        """
        import sys, numpy
        a = numpy.load(sys.argv[1])
        for name in sorted(a.files):
            print(name, a[name].dtype.str, a[name].tolist())
        """;
    Process python = python("-c", program, file.toString());
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, python.waitFor(), printed);
    assertEquals(
        """
        h.bias <f4 [-1.0, nan, -3.0]
        v-h.alive |i1 [[0, 0, -1], [1, 0, 1], [-1, 0, 1]]
        v-h.weight <f4 [[0.0, 0.0, 0.0], [10.0, 0.0, 12.0], [0.0, 0.0, 22.0]]
        v.bias <f4 [0.5, 0.25, 0.125]
        """,
        printed);
  }

  private static boolean hasNumpy() throws Exception {
    try {
      Process python = python("-c", "import numpy");
      return python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static Process python(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
