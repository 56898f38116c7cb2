package org.ontogeny.actors.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;
import org.ontogeny.engine.stage.Birth;
import org.ontogeny.engine.stage.Snapshots;
import org.ontogeny.kernel.Batch;

/**
 * Three visible and three hidden neurons with receptive fields of radius 1: neuron 1 of h has died;
 * of the other synapses, the one from 0 to 0 was pruned. There are three chains in two shards.
 */
class SnapshotFileTest {

  private static final Path PAGE = Path.of("../docs/snapshots.md");
  private static final Population V = new Population("v", 3, 1, true, 3);
  private static final Population H = new Population("h", 3, 2, false, 3);
  private static final Network NETWORK =
      new Network(List.of(V, H), List.of(new Projection("v-h", V, H, 1)));
  private static final Ensemble CHAINS = new Ensemble("chains", 2, 3, 2, true);

  @TempDir Path folder;

  private static NetworkState state() {
    return new NetworkState(
        List.of(
            neurons(V, 0, 3, new int[] {0, 1, 2}, 0.5f, 0.25f, 0.125f),
            neurons(H, 0, 1, new int[] {0}, -1),
            neurons(H, 1, 3, new int[] {2}, -3),
            synapses(0, 1, new int[] {0}, new int[] {1}, 10),
            synapses(1, 3, new int[] {2}, new int[] {1, 2}, 12, 22)),
        7,
        0);
  }

  /** A neuron is active in as many chains as its original index says, from the last one on. */
  private static NeuronGroupState neurons(
      Population owner, int from, int to, int[] living, float... bias) {
    Batch first = new Batch(living.length, 1, new float[living.length]);
    float[] states = new float[2 * living.length];
    for (int n = 0; n < living.length; n++) {
      states[2 * n] = living[n] > 1 ? 1 : 0;
      states[2 * n + 1] = living[n] > 0 ? 1 : 0;
    }
    return new NeuronGroupState(
        new GroupId(owner.name(), from, to),
        living,
        List.of(
            new NeuronGroupState.Bias(Role.OWN, bias, new float[bias.length]),
            new NeuronGroupState.Bias(Role.LOWER, new float[bias.length], new float[bias.length])),
        new long[bias.length],
        0,
        List.of(
            new NeuronGroupState.Chains(
                CHAINS.number(), List.of(first, new Batch(living.length, 2, states)))));
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

  private static Fact.Snapshot snapshot(int fields, int chains) {
    return new Fact.Snapshot(Map.of("v-h", fields), chains, 3, 5);
  }

  private static SnapshotArrays arrays(int fields, int chains) {
    return SnapshotArrays.of(NETWORK, CHAINS, state(), snapshot(fields, chains));
  }

  private Path written(String name, SnapshotArrays arrays) {
    Path file = folder.resolve(name);
    SnapshotFile.write(file, arrays);
    return file;
  }

  @Test
  void fieldsAreRowsOfWeightsOntoLivingNeurons() {
    SnapshotArrays.Fields fields = arrays(2, 3).projections().get("v-h");
    assertArrayEquals(new int[] {0, 2}, fields.post());
    assertArrayEquals(new float[] {0, 10, 0, 0, 12, 22}, fields.weight());
    assertArrayEquals(new byte[] {0, 1, -1, -1, 1, 1}, fields.alive());
    assertArrayEquals(new int[] {0}, arrays(1, 3).projections().get("v-h").post());
    assertEquals(Map.of(), arrays(0, 3).projections());
  }

  @Test
  void populationsHaveBiasesStatesAndRatesOfAllChains() {
    SnapshotArrays.Neurons neurons = arrays(2, 2).populations().get("h");
    assertArrayEquals(new float[] {-1, Float.NaN, -3}, neurons.bias());
    assertArrayEquals(new byte[] {1, 0, 1}, neurons.alive());
    assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1}, neurons.state());
    assertArrayEquals(new float[] {0, Float.NaN, 2 / 3f}, neurons.rate());
    assertArrayEquals(
        new byte[] {0, 0, 0, 0, 0, 1, 0, 1, 1}, arrays(2, 3).populations().get("v").state());
  }

  @Test
  void whatWasWrittenIsReadBack() {
    SnapshotArrays arrays = arrays(2, 2);
    SnapshotArrays read = SnapshotFile.read(written("read.npz", arrays), NETWORK);
    assertEquals(arrays.projections().keySet(), read.projections().keySet());
    SnapshotArrays.Fields fields = read.projections().get("v-h");
    assertArrayEquals(arrays.projections().get("v-h").post(), fields.post());
    assertEquals(3, fields.pres());
    assertArrayEquals(arrays.projections().get("v-h").weight(), fields.weight());
    assertArrayEquals(arrays.projections().get("v-h").alive(), fields.alive());
    assertEquals(arrays.populations().keySet(), read.populations().keySet());
    SnapshotArrays.Neurons neurons = read.populations().get("h");
    assertArrayEquals(arrays.populations().get("h").bias(), neurons.bias());
    assertArrayEquals(arrays.populations().get("h").alive(), neurons.alive());
    assertArrayEquals(arrays.populations().get("h").state(), neurons.state());
    assertArrayEquals(arrays.populations().get("h").rate(), neurons.rate());
  }

  /** The event has no fields of what comes from it. */
  @Test
  void aPopulationThatIsTooLargeIsLeftOut() {
    Population large = new Population("v", Snapshots.MOST_NEURONS + 1, 1, true, 0);
    Network network = new Network(List.of(large, H), List.of(new Projection("v-h", large, H, -1)));
    NetworkState state =
        Birth.normal(Map.of("v-h", 1f), Map.of("v", 0f, "h", 0f), List.of(CHAINS), 7).of(network);
    SnapshotArrays arrays = SnapshotArrays.of(network, CHAINS, state, snapshot(0, 3));
    assertEquals(Set.of("h"), arrays.populations().keySet());
    assertEquals(Map.of(), arrays.projections());
    Path file = written("large.npz", arrays);
    assertEquals(Optional.empty(), SnapshotFile.damage(file, network, snapshot(0, 3)));
  }

  /** Of 1000 neurons that all live at first. */
  private static int[] shown(int... dead) {
    Population wide = new Population("h", 1000, 3, false, 0);
    Network network = new Network(List.of(V, wide), List.of(new Projection("v-h", V, wide, -1)));
    NetworkState born =
        Birth.normal(Map.of("v-h", 1f), Map.of("v", 0f, "h", 0f), List.of(CHAINS), 7).of(network);
    List<NeuronGroupState> groups =
        born.neuronGroups().stream().map(group -> without(group, dead)).toList();
    NetworkState state = new NetworkState(List.copyOf(groups), 0, 0);
    return SnapshotArrays.of(network, CHAINS, state, snapshot(64, 3))
        .projections()
        .get("v-h")
        .post();
  }

  private static NeuronGroupState without(NeuronGroupState group, int... dead) {
    int[] living =
        IntStream.of(group.neuron())
            .filter(neuron -> IntStream.of(dead).noneMatch(n -> n == neuron))
            .toArray();
    return neurons(
        new Population(group.id().owner(), 1000, 1, false, 0),
        group.id().from(),
        group.id().to(),
        living,
        new float[living.length]);
  }

  /** Over the whole population; and nobody leaves but by death. */
  @Test
  void shownNeuronsAreSpreadEvenlyAndStay() {
    int[] all = shown();
    assertEquals(64, all.length);
    for (int k = 1; k < all.length; k++) {
      int gap = all[k] - all[k - 1];
      assertTrue(gap > 0 && gap <= 16, "after " + all[k - 1] + " comes " + all[k]);
    }
    assertTrue(all[0] < 16 && all[63] >= 984);
    int[] fewer = shown(all[10], all[20], 777);
    assertEquals(64, fewer.length);
    List<Integer> stayed = new ArrayList<>(IntStream.of(all).boxed().toList());
    stayed.removeAll(List.of(all[10], all[20]));
    assertTrue(IntStream.of(fewer).boxed().toList().containsAll(stayed));
  }

  /** Whatever the clock and the time zone of the machine. */
  @Test
  void equalSnapshotsAreEqualFiles() throws IOException {
    byte[] here = Files.readAllBytes(written("a.npz", arrays(2, 3)));
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertArrayEquals(here, Files.readAllBytes(written("b.npz", arrays(2, 3))));
    } finally {
      TimeZone.setDefault(zone);
    }
    assertEquals(-1, Files.mismatch(folder.resolve("a.npz"), written("a.npz", arrays(2, 3))));
  }

  private Optional<String> damage(Path file) {
    return SnapshotFile.damage(file, NETWORK, snapshot(2, 3));
  }

  @Test
  void damagesAreFoundAndNamed() throws IOException {
    Path file = written("0000000004-7.npz", arrays(2, 3));
    assertEquals(Optional.empty(), damage(file));
    byte[] whole = Files.readAllBytes(file);
    int found = 0;
    for (int place = 0; place < whole.length; place += 3) {
      byte[] changed = whole.clone();
      changed[place] ^= 8;
      Files.write(file, changed);
      found += damage(file).isPresent() ? 1 : 0;
      Files.write(file, Arrays.copyOf(whole, place));
      String cut = damage(file).orElseThrow();
      assertTrue(cut.contains(file.toString()), cut);
    }
    // a bit of what the archive says of times and versions changes no array
    assertTrue(found > whole.length / 6, found + " of " + whole.length / 3);
    Files.write(file, whole);
    assertEquals(Optional.empty(), damage(file));
    String other = SnapshotFile.damage(file, NETWORK, snapshot(0, 3)).orElseThrow();
    assertTrue(other.contains("expected the arrays [v.bias.npy"), other);
    Files.delete(file);
    assertEquals(Optional.of("snapshot " + file + " is missing"), damage(file));
  }

  @Test
  void aFolderKnowsItsFilesAndIsCleaned() throws IOException {
    SnapshotFolder snapshots = new SnapshotFolder(folder.resolve("snapshots"));
    assertEquals(List.of(), snapshots.files());
    snapshots.clean(0);
    for (long seq : new long[] {10_000_000_000L, 4, 12}) {
      snapshots.write(seq, 2 * seq, arrays(1, 1));
    }
    Files.writeString(snapshots.path().resolve(".0000000012-24.npz.part"), "half");
    Files.writeString(snapshots.path().resolve("mine.npz"), "somebody's");
    assertEquals(
        List.of("0000000004-8.npz", "0000000012-24.npz", "10000000000-20000000000.npz"),
        snapshots.files().stream().map(file -> file.getFileName().toString()).toList());
    assertEquals(snapshots.path().resolve("0000000012-24.npz"), snapshots.file(12, 24));
    snapshots.clean(12);
    try (var files = Files.list(snapshots.path())) {
      assertEquals(
          List.of("0000000004-8.npz", "0000000012-24.npz", "mine.npz"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void numpyReadsWhatWasWritten() throws Exception {
    Assumptions.assumeTrue(hasNumpy(), "python3 with NumPy is not installed");
    String program =
        """
        import sys, numpy
        a = numpy.load(sys.argv[1])
        for name in a.files:
            print(name, a[name].dtype.str, a[name].tolist())
        """;
    assertEquals(
        """
        v-h.post <i4 [0, 2]
        v-h.weight <f4 [[0.0, 10.0, 0.0], [0.0, 12.0, 22.0]]
        v-h.alive |i1 [[0, 1, -1], [-1, 1, 1]]
        v.bias <f4 [0.5, 0.25, 0.125]
        v.alive |i1 [1, 1, 1]
        v.state |i1 [[0, 0, 0], [0, 0, 1], [0, 1, 1]]
        v.rate <f4 [0.0, 0.3333333432674408, 0.6666666865348816]
        h.bias <f4 [-1.0, nan, -3.0]
        h.alive |i1 [1, 0, 1]
        h.state |i1 [[0, 0, 0], [0, 0, 0], [0, 1, 1]]
        h.rate <f4 [0.0, nan, 0.6666666865348816]
        """,
        run("-c", program, written("a.npz", arrays(2, 3)).toString()));
  }

  /** The program of the page, for a visible population of 3 x 1 pixels. */
  @Test
  void theProgramOfThePageDrawsFields() throws Exception {
    Assumptions.assumeTrue(hasNumpy(), "python3 with NumPy is not installed");
    Matcher block =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertTrue(block.find(), "no program on " + PAGE);
    Path script = Files.writeString(folder.resolve("grid.py"), block.group(1));
    Path image = folder.resolve("fields.pgm");
    String file = written("a.npz", arrays(2, 3)).toString();
    assertEquals("", run(script.toString(), file, "v-h", "3", image.toString()));
    byte[] drawn = Files.readAllBytes(image);
    String head = "P5 8 2 255\n"; // two fields side by side, each with a border of a pixel
    assertEquals(head, new String(drawn, 0, head.length(), StandardCharsets.US_ASCII));
    assertEquals(head.length() + 8 * 2, drawn.length);
    int[] firstRow = {127, 254, 127, 0, 127, 196, 254, 0};
    for (int x = 0; x < 8; x++) {
      assertEquals(firstRow[x], drawn[head.length() + x] & 0xFF, "pixel " + x);
    }
  }

  private static boolean hasNumpy() throws Exception {
    try {
      Process python = python("-c", "import numpy");
      return python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static String run(String... arguments) throws Exception {
    Process python = python(arguments);
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, python.waitFor(), printed);
    return printed;
  }

  private static Process python(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
