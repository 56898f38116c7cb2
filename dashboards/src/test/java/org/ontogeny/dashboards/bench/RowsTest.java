package org.ontogeny.dashboards.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ontogeny.dashboards.bench.peer.Peers;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.backend.Backends;

/** Every benchmark on machines so small that its figures say nothing. */
class RowsTest {

  private static final Measuring SHORT =
      new Measuring(
          OptionalInt.of(2), 2, 0.01, Optional.empty(), Peers.none(), Optional.empty(), text -> {});

  private static final Layout LAYOUT = new Layout(6, 1, 9);

  private static List<Figure> figures(Benchmark benchmark) throws IOException {
    List<Answer> answers = benchmark.measure(SHORT);
    assertEquals(1, answers.size());
    List<Figure> figures = answers.get(0).figures();
    for (Figure figure : figures) {
      assertTrue(Double.isFinite(figure.median()), figure.toString());
    }
    assertTrue(FigureReport.lines(answers).stream().allMatch(line -> line.length() <= 80));
    return figures;
  }

  private static void assertNamed(List<Figure> figures, String name) {
    assertTrue(figures.stream().anyMatch(figure -> figure.name().equals(name)), name);
  }

  @Test
  void learningByContrastiveDivergence() throws IOException {
    assertNamed(figures(new CdBenchmark(8, 12, 200)), "examples/s");
  }

  @Test
  void sweeps() throws IOException {
    assertNamed(
        figures(new GibbsBenchmark("gibbs", LAYOUT, 1, 1, 20, 2, List.of())), "chain-sweeps/s");
    figures(new GibbsBenchmark("gibbs-sparse", LAYOUT, 0.4, 0.1, 20, 2, List.of()));
  }

  @Test
  void sweepsAfterPruning() throws IOException {
    BitSet living = new BitSet();
    IntStream.iterate(0, k -> k + 7).limit(200).forEach(living::set);
    byte[] bits = Arrays.copyOf(living.toByteArray(), (36 * 36 + 36 * 9) / 8 + 1);
    bits = Arrays.copyOf(bits, (36 * 36 + 36 * 9 + 7) / 8);
    PrunedMasks masks = PrunedMasks.of(bits, LAYOUT);
    assertNamed(
        figures(new PrunedBenchmark(LAYOUT, 20, layout -> masks)), "time, share of unpruned");
  }

  @Test
  void products() throws IOException {
    assertNamed(figures(new ProductBenchmark(64, 8)), "time at 1 %, share of dense");
  }

  @Test
  void actorsBesideThreads() throws IOException {
    assertNamed(figures(new ActorsBenchmark("quick", 20, 1)), "share, usual groups");
  }

  @Test
  void aCriticalPeriod() throws IOException {
    Map<String, String> few = Map.of("stages.0.evaluate-every", "0", "stages.0.cycles", "40");
    List<Figure> figures = figures(new PeriodBenchmark("stothers-ci", few));
    assertNamed(figures, "steps/s, whole period");
    assertNamed(figures, "steps/s at 5 % of the synapses");
  }

  @Test
  void bytesOfASynapse() throws IOException {
    assertNamed(figures(new MemoryBenchmark(200, 300)), "300 x 300 at 0.5 %");
  }

  @Test
  void manySynapses() throws IOException {
    List<Figure> figures = figures(new LargeBenchmark(300, 0.05, 3, 4, 1));
    double living = figures.get(0).median();
    assertTrue(living > 3500 && living < 5500, living + " of about 4,500");
  }

  @Test
  void aHeapThatIsTooSmallIsToldWithTheRemedy() {
    CannotMeasure told =
        assertThrows(
            CannotMeasure.class,
            () -> new LargeBenchmark(300, 0.05, 3, 4, 1L << 50).measure(SHORT));
    assertTrue(told.getMessage().contains("ONTOGENY_JAVA_OPTS=-Xmx"), told.getMessage());
  }

  @Test
  void masksAreBitsRowAfterRow() {
    BitSet living = new BitSet();
    living.set(36 * 5 + 3); // 3 -> 5 below
    living.set(36 * 36 + 36 * 8 + 35); // 35 -> 8 above
    byte[] bits = Arrays.copyOf(living.toByteArray(), (36 * 36 + 36 * 9 + 7) / 8);
    PrunedMasks masks = PrunedMasks.of(bits, LAYOUT);
    masks.lower().forEach((slot, pre, post) -> assertEquals(3 + " " + 5, pre + " " + post));
    masks.upper().forEach((slot, pre, post) -> assertEquals(35 + " " + 8, pre + " " + post));
    assertEquals(2, masks.lower().living() + masks.upper().living());
    Kernels kernels = Backends.named("cpu");
    DeepMachine left = DeepMachine.withoutDeadEnds(kernels, masks.lower(), masks.upper());
    assertEquals(36 + 2 + 1, left.neurons());
    assertThrows(IllegalArgumentException.class, () -> PrunedMasks.of(new byte[3], LAYOUT));
  }

  @Test
  void scholsLayoutHasItsSynapses() {
    Layout usual = Layout.usual();
    assertEquals(8_836, usual.lower(1, 1).living());
    assertEquals(270_400, usual.upper(1, 1).living());
  }

  @Test
  void randomSynapsesAreCanonicalAndAsManyAsAskedFor() {
    RandomSynapses random = RandomSynapses.of(500, 400, 0.03, 1);
    Synapses synapses = Synapses.of(500, 400, random.pre(), random.post()); // checks their order
    assertEquals(6000, synapses.living(), 400);
  }

  /** Groups on two threads learn what one group learns alone, but for rounding. */
  @Test
  void aMachineLearnsTheSameInGroups() {
    List<Batch> batches = IntStream.range(0, 3).mapToObj(k -> binary(36, 8, k)).toList();
    RestrictedMachine whole = learned(batches, 1);
    RestrictedMachine halves = learned(batches, 2);
    float[] joined = Arrays.copyOf(halves.weights(0), whole.weights(0).length);
    float[] second = halves.weights(1);
    System.arraycopy(second, 0, joined, joined.length - second.length, second.length);
    assertArrayEquals(whole.weights(0), joined, 1e-5f);
    assertTrue(!Arrays.equals(joined, learned(List.of(), 1).weights(0)), "nothing was learned");
  }

  private static Batch binary(int rows, int columns, int seed) {
    float[] values = new float[rows * columns];
    for (int k = 0; k < values.length; k++) {
      values[k] = (k * 7 + seed * 5) % 11 < 4 ? 1 : 0;
    }
    return new Batch(rows, columns, values);
  }

  private static RestrictedMachine learned(List<Batch> batches, int members) {
    RestrictedMachine machine = new RestrictedMachine(Backends.named("cpu"), 36, 10, members);
    try (Crew crew = new Crew(members)) {
      crew.work(member -> machine.learn(member, batches, 0));
    }
    return machine;
  }
}
