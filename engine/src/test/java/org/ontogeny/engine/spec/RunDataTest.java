package org.ontogeny.engine.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.data.DataException;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.data.Values;

/**
 * The examples that a specification makes of its data sets; 60 digits for training, 30 held out.
 */
class RunDataTest {

  private static final Dataset DIGITS = drawn("digits", 60);

  @TempDir private Path folder;

  private static Dataset drawn(String name, int train) {
    return Datasets.loadFrom(name, 8, Values.GREY, train, 30, 1, Optional.empty());
  }

  private RunSpec spec(String... keysAndValues) throws IOException {
    Path file = folder.resolve("mine.conf");
    Files.write(file, SpecTexts.lines());
    Map<String, String> values = new HashMap<>(Map.of("data.values", "grey"));
    for (int k = 0; k < keysAndValues.length; k += 2) {
      values.put(keysAndValues[k], keysAndValues[k + 1]);
    }
    return SpecReader.read(file.toString(), values);
  }

  private Dataset load(String... keysAndValues) throws IOException {
    return spec(keysAndValues).data().load(Optional.empty());
  }

  /** Label and states of every example, in order. */
  private static List<String> texts(Examples examples) {
    List<String> texts = new ArrayList<>();
    for (int e = 0; e < examples.size(); e++) {
      float[] states = examples.columns(new int[] {e}, 0, examples.pixels()).values();
      texts.add(examples.label(e) + " " + Arrays.toString(states));
    }
    return texts;
  }

  @Test
  void oneSetIsAsItIs() throws IOException {
    Dataset data = load();
    assertEquals(texts(DIGITS.train()), texts(data.train()));
    assertEquals(texts(DIGITS.test()), texts(data.test()));
    assertEquals(Optional.empty(), data.transfer());
    assertEquals(DIGITS.provenance(), data.provenance());
  }

  @Test
  void aMixtureIsShuffledAmongTheTrainingExamples() throws IOException {
    Dataset data = load("data.mixture", "{ set = noise, examples = 9 }");
    List<String> both = new ArrayList<>(texts(DIGITS.train()));
    both.addAll(texts(drawn("noise", 9).train()));
    assertEquals(both.stream().sorted().toList(), texts(data.train()).stream().sorted().toList());
    assertNotEquals(both.subList(60, 69), texts(data.train()).subList(60, 69));
    assertEquals(texts(DIGITS.test()), texts(data.test()));
    assertEquals(0, data.apart());
    assertEquals(
        "digits, drawn by version 1 with seed 1; mixed in, 9 of noise: noise, drawn by version 1"
            + " with seed 1",
        data.provenance().describe());
    Dataset again = load("data.mixture", "{ set = noise, share = 0.15 }");
    assertEquals(texts(data.train()), texts(again.train()));
  }

  @Test
  void aMixtureByBatchStaysApart() throws IOException {
    RunSpec spec =
        spec(
            "data.mixture",
            "{ set = noise, share = 0.25, mix = batch }",
            "ensembles.examples.columns",
            "8");
    Dataset data = spec.data().load(Optional.empty());
    List<String> noise = texts(drawn("noise", 15).train());
    assertEquals(15, data.apart());
    assertEquals(texts(DIGITS.train()), texts(data.train()).subList(0, 60));
    assertEquals(noise, texts(data.train()).subList(60, 75));
    float[] batch = spec.setting(data).batches().draw().columns(0, 64, 6, 8).values();
    for (int column = 0; column < 2; column++) {
      float[] states = new float[64];
      for (int pixel = 0; pixel < 64; pixel++) {
        states[pixel] = batch[pixel * 2 + column];
      }
      String shown = Arrays.toString(states);
      assertTrue(noise.stream().anyMatch(text -> text.endsWith(shown)), shown);
    }
  }

  /** Not the other way round, or the labels of the other set would tell of it. */
  @Test
  void labelsAndNoiseAreOfTheMixture() throws IOException {
    Dataset mixed = load("data.mixture", "{ set = noise, examples = 9 }");
    Dataset data =
        load(
            "data.mixture",
            "{ set = noise, examples = 9 }",
            "data.random-labels",
            "true",
            "data.noise",
            "0.3");
    assertEquals(texts(mixed.withRandomLabels(1).withNoise(0.3, 1).train()), texts(data.train()));
    assertEquals(texts(DIGITS.test()), texts(data.test()));
  }

  /** What a network goes on with is told and clean, whatever it has seen before. */
  @Test
  void aSetForTransferHasItsOwnLabelsAndNoNoise() throws IOException {
    Dataset same =
        load("data.transfer", "digits", "data.random-labels", "true", "data.noise", "0.3")
            .transfer()
            .orElseThrow();
    assertEquals(texts(DIGITS.train()), texts(same.train()));
    assertEquals(texts(DIGITS.test()), texts(same.test()));
    RunSpec spec = spec("data.transfer", "noise");
    Dataset data = spec.data().load(Optional.empty());
    Dataset other = spec.setting(data).transfer().orElseThrow();
    assertEquals("noise", other.name());
    assertEquals(60, other.train().size());
    assertEquals(30, other.test().size());
    assertArrayEquals(
        drawn("noise", 60).train().columns(new int[] {59}, 0, 64).values(),
        other.train().columns(new int[] {59}, 0, 64).values());
    assertEquals(
        "digits, drawn by version 1 with seed 1; transfer to noise: noise, drawn by version 1"
            + " with seed 1",
        data.provenance().identity());
  }

  @Test
  void whatCannotBeHadIsNamedWithItsKey() throws IOException {
    assertMessage(
        "data.mixture: noise has 60000 training examples, so that a limit must be 0 (all) to 60000"
            + " but is 60001",
        "data.mixture",
        "{ set = noise, examples = 60001 }");
    assertMessage(
        "data.mixture: share: expected one that makes at least 1 example of 60, got 0.001",
        "data.mixture",
        "{ set = noise, share = 0.001 }");
    assertMessage(
        "data.mixture: data set 'mnist' is read from files",
        "data.mixture",
        "{ set = mnist, examples = 1 }");
    assertMessage("data.transfer: data set 'mnist' is read from files", "data.transfer", "mnist");
  }

  private void assertMessage(String expected, String... keysAndValues) {
    String message = assertThrows(DataException.class, () -> load(keysAndValues)).getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  /** 5 columns with a share of 0.01 would have none of the other set. */
  @Test
  void batchesThatCannotBeMixedAreRefusedBeforeTheRunBegins() throws IOException {
    RunSpec spec = spec("data.mixture", "{ set = noise, examples = 1, mix = batch }");
    Dataset data = spec.data().load(Optional.empty());
    String message = assertThrows(SpecException.class, () -> spec.setting(data)).getMessage();
    assertTrue(message.startsWith("ensembles.examples.columns: expected"), message);
  }
}
