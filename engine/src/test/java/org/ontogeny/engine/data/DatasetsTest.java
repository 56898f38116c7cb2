package org.ontogeny.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.kernel.Batch;

class DatasetsTest {

  @TempDir private Path directory;

  @Test
  void drawsDigits() {
    Dataset digits = Datasets.load("digits", 20, 30, 20, 7, Optional.empty());
    assertEquals(30, digits.train().size());
    assertEquals(20, digits.test().size());
    assertEquals(400, digits.pixels());
    assertEquals(10, digits.classes());
    for (float state : Split.states(digits.train())) {
      assertTrue(state == 0 || state == 1);
    }
    assertEquals(new Provenance.Drawn("digits", Digits.VERSION, 7), digits.provenance());
    assertEquals((byte) digits.test().label(3), Digits.draw(7, Digits.TEST, 20, 20).labels()[3]);
  }

  @Test
  void columnsAreASliceInTheOrderAsked() {
    Examples train = Datasets.load("digits", 20, 30, 20, 7, Optional.empty()).train();
    Images drawn = Digits.draw(7, Digits.TRAIN, 30, 20);
    int[] chosen = {5, 0, 5};
    Batch slice = train.columns(chosen, 100, 250);
    assertEquals(150, slice.rows());
    assertEquals(3, slice.columns());
    for (int row = 0; row < 150; row++) {
      for (int column = 0; column < 3; column++) {
        int ink = drawn.grey()[chosen[column] * 400 + 100 + row] & 0xff;
        assertEquals(ink >= 128 ? 1f : 0f, slice.get(row, column));
      }
    }
    assertThrows(IndexOutOfBoundsException.class, () -> train.columns(chosen, 100, 401));
    assertThrows(IndexOutOfBoundsException.class, () -> train.columns(new int[] {30}, 0, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> train.label(30));
  }

  @Test
  void readsFilesInAnOrderOfTheSeed() throws IOException {
    IdxBytes.write(directory.resolve("mnist"));
    Dataset all = load("mnist", 20, 0, 0, 1);
    assertEquals(30, all.train().size());
    assertEquals(20, all.test().size());
    int[] sorted = Split.labels(all.train());
    Arrays.sort(sorted);
    for (int i = 0; i < 30; i++) {
      assertEquals(i / 3, sorted[i]);
    }
    assertArrayEquals(Split.labels(all.train()), Split.labels(load("mnist", 20, 0, 0, 1).train()));
    assertFalse(
        Arrays.equals(Split.labels(all.train()), Split.labels(load("mnist", 20, 0, 0, 2).train())));
    Examples limited = load("mnist", 20, 12, 0, 1).train();
    assertEquals(12, limited.size());
    int[] first = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    assertEquals(
        Arrays.toString(all.train().columns(first, 0, 400).values()),
        Arrays.toString(Split.states(limited)));
    assertEquals(4, ((Provenance.Read) all.provenance()).files().size());
  }

  /** Of the whole image, since side 28 crops nothing; pixel p of example e was e + p. */
  @Test
  void greyPixelsOfFilesAreSharesOf255() throws IOException {
    IdxBytes.write(directory.resolve("mnist"));
    Dataset grey = loadGrey("mnist", 28, 0);
    assertEquals(Values.GREY, grey.train().values());
    assertEquals(Binarisation.NONE, grey.preprocessing().binarisation());
    Set<Integer> seen = new HashSet<>();
    for (int place = 0; place < 30; place++) {
      float[] states = grey.train().columns(new int[] {place}, 0, 784).values();
      int example = Math.round(states[0] * 255);
      assertEquals(example % 10, grey.train().label(place));
      for (int pixel = 0; pixel < 784; pixel++) {
        assertEquals((example + pixel) % 256 / 255f, states[pixel]);
      }
      seen.add(example);
    }
    assertEquals(30, seen.size());
    assertArrayEquals(Split.labels(load("mnist", 28, 0, 0, 1).train()), Split.labels(grey.train()));
  }

  @Test
  void greyDigitsAreTheirInk() {
    byte[] ink = Digits.draw(1, Digits.TEST, 5, 12).grey();
    float[] states = loadGrey("digits", 12, 5).test().columns(new int[] {4}, 0, 144).values();
    for (int pixel = 0; pixel < 144; pixel++) {
      assertEquals(Byte.toUnsignedInt(ink[4 * 144 + pixel]) / 255f, states[pixel]);
    }
  }

  /** What a run records of its data names the files of all sets that are in it. */
  @Test
  void setsBesideTheMainOneAreInTheProvenance() throws IOException {
    IdxBytes.write(directory.resolve("mnist"));
    IdxBytes.write(directory.resolve("fashion-mnist"));
    Dataset main = load("mnist", 20, 20, 10, 1);
    Dataset other = load("fashion-mnist", 20, 6, 1, 1);
    String files = main.provenance().identity();
    Mixture mixture = new Mixture("fashion-mnist", 6, 0, Mixture.Mix.APPEND);
    Dataset mixed = main.mixed(mixture, other, 1);
    assertEquals(
        files + "; mixed in, 6 of fashion-mnist: " + other.provenance().identity(),
        mixed.provenance().identity());
    Dataset both = mixed.then(load("fashion-mnist", 20, 20, 10, 1));
    assertEquals(
        mixed.provenance().identity()
            + "; transfer to fashion-mnist: "
            + other.provenance().identity(),
        both.provenance().identity());
    String described = both.provenance().describe();
    for (Provenance.SourceFile file : ((Provenance.Read) other.provenance()).files()) {
      assertEquals(3, described.split(Pattern.quote(file.path()), -1).length, described);
    }
  }

  @Test
  void setsOfDifferentKindsDoNotGoTogether() {
    Dataset small = loadGrey("digits", 12, 5);
    Dataset large = loadGrey("noise", 20, 5);
    Mixture mixture = new Mixture("noise", 5, 0, Mixture.Mix.APPEND);
    assertThrows(IllegalArgumentException.class, () -> small.then(large));
    assertThrows(IllegalArgumentException.class, () -> small.mixed(mixture, large, 1));
  }

  private Dataset loadGrey(String name, int side, int most) {
    return Datasets.loadFrom(
        name,
        side,
        Values.GREY,
        most,
        most,
        1,
        Optional.of(new DataDirectory(directory, "--data")));
  }

  @Test
  void unknownName() {
    assertMessage(
        () -> load("minst", 20, 0, 0, 1), "'minst'", "digits, mnist, fashion-mnist, noise");
  }

  @Test
  void noDirectory() {
    assertMessage(
        () -> Datasets.loadFrom("mnist", 20, 0, 0, 1, Optional.empty()),
        "--data DIR",
        "ONTOGENY_DATA",
        "DIR/mnist/train-images-idx3-ubyte.gz");
  }

  @Test
  void limitsBeyondTheSet() throws IOException {
    IdxBytes.write(directory.resolve("mnist"));
    assertMessage(() -> load("mnist", 20, 31, 0, 1), "30 training examples", "is 31");
    assertMessage(() -> load("mnist", 20, 0, 21, 1), "20 test examples", "is 21");
    assertMessage(() -> load("digits", 20, -1, 0, 1), "60000 training examples", "is -1");
    assertMessage(() -> load("digits", 20, 1, 10_001, 1), "10000 test examples", "is 10001");
  }

  @Test
  void impossibleSideOfFiles() throws IOException {
    IdxBytes.write(directory.resolve("mnist"));
    assertMessage(() -> load("mnist", 21, 0, 0, 1), "side 21", "even number up to 28");
  }

  @Test
  void theCommandLineComesBeforeTheEnvironment() {
    Map<String, String> environment = Map.of("ONTOGENY_DATA", "env");
    assertEquals(
        Optional.of(new DataDirectory(Path.of("flag"), "--data")),
        DataDirectory.find(Optional.of(Path.of("flag")), environment));
    assertEquals(
        Optional.of(new DataDirectory(Path.of("env"), "ONTOGENY_DATA")),
        DataDirectory.find(Optional.empty(), environment));
    assertEquals(
        Optional.empty(), DataDirectory.find(Optional.empty(), Map.of("ONTOGENY_DATA", " ")));
  }

  @Test
  void availableSets() throws IOException {
    assertEquals(List.of("digits", "noise"), Datasets.available(Optional.empty()));
    IdxBytes.write(directory.resolve("mnist"));
    assertEquals(
        List.of("digits", "mnist", "noise"),
        Datasets.available(Optional.of(new DataDirectory(directory, "--data"))));
  }

  private Dataset load(String name, int side, int trainLimit, int testLimit, long seed) {
    return Datasets.load(name, side, trainLimit, testLimit, seed, Optional.of(directory));
  }

  private static void assertMessage(Runnable loading, String... expected) {
    String message = assertThrows(DataException.class, loading::run).getMessage();
    for (String part : expected) {
      assertTrue(message.contains(part), () -> "'%s' lacks '%s'".formatted(message, part));
    }
  }
}
