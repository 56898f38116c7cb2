package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.data.Values;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.kernel.ActiveColumns;

class BatchesTest {

  private static final Examples EXAMPLES = TinyRun.DATA.train();

  /** Columns of a mini-batch, as text. */
  private static List<String> draw(Batches batches, int size) {
    float[] all = batches.draw().columns(0, 64, 0, size).values();
    List<String> columns = new ArrayList<>();
    for (int c = 0; c < size; c++) {
      float[] column = new float[64];
      for (int n = 0; n < 64; n++) {
        column[n] = all[n * size + c];
      }
      columns.add(Arrays.toString(column));
    }
    return columns;
  }

  private static List<String> epoch(Batches batches, int size) {
    List<String> shown = new ArrayList<>();
    for (int b = 0; b < batches.perEpoch(); b++) {
      shown.addAll(draw(batches, size));
    }
    return shown;
  }

  @Test
  void everyExampleIsShownOnceAnEpochInANewOrder() {
    List<String> all = new ArrayList<>();
    for (int e = 0; e < EXAMPLES.size(); e++) {
      all.add(Arrays.toString(EXAMPLES.columns(new int[] {e}, 0, 64).values()));
    }
    Batches batches = new Batches(EXAMPLES, 16, 7);
    List<String> first = epoch(batches, 16);
    List<String> second = epoch(batches, 16);
    assertNotEquals(first, second);
    assertEquals(all.stream().sorted().toList(), first.stream().sorted().toList());
    assertEquals(all.stream().sorted().toList(), second.stream().sorted().toList());
  }

  @Test
  void examplesThatDoNotFillABatchWait() {
    Batches batches = new Batches(EXAMPLES, TinyRun.MINIBATCH, 7);
    assertEquals(6, batches.perEpoch());
    assertEquals(60, epoch(batches, TinyRun.MINIBATCH).size());
    assertEquals(6, batches.drawn());
  }

  @Test
  void anyPlaceInTheSequenceCanBeFoundAgain() {
    Batches batches = new Batches(EXAMPLES, TinyRun.MINIBATCH, 7);
    List<List<String>> drawn = new ArrayList<>();
    for (int b = 0; b < 14; b++) {
      drawn.add(draw(batches, TinyRun.MINIBATCH));
    }
    for (int place : new int[] {13, 0, 6, 5}) {
      batches.seek(place);
      assertEquals(drawn.get(place), draw(batches, TinyRun.MINIBATCH));
    }
  }

  @Test
  void aSliceIsAPartOfTheWhole() {
    Batches batches = new Batches(EXAMPLES, 4, 7);
    var stimulus = batches.draw();
    float[] whole = stimulus.columns(0, 64, 0, 4).values();
    float[] slice = stimulus.columns(10, 12, 1, 3).values();
    assertArrayEquals(new float[] {whole[41], whole[42], whole[45], whole[46]}, slice);
  }

  /** 16 of 64 are apart: a third of the others, and so 4 of 12 in each batch, 8 being others. */
  @Test
  void everyBatchHasItsShareOfExamplesThatAreApart() {
    List<String> all = new ArrayList<>();
    for (int e = 0; e < 64; e++) {
      all.add(Arrays.toString(EXAMPLES.columns(new int[] {e}, 0, 64).values()));
    }
    Batches batches = new Batches(EXAMPLES, 16, 12, 7);
    assertEquals(6, batches.perEpoch());
    List<String> main = new ArrayList<>();
    List<String> apart = new ArrayList<>();
    for (int b = 0; b < 12; b++) {
      List<String> columns = draw(batches, 12);
      main.addAll(columns.subList(0, 8));
      apart.addAll(columns.subList(8, 12));
    }
    List<String> twice = new ArrayList<>(all.subList(0, 48));
    twice.addAll(all.subList(0, 48));
    assertEquals(twice.stream().sorted().toList(), main.stream().sorted().toList());
    List<String> thrice = new ArrayList<>(all.subList(48, 64));
    thrice.addAll(all.subList(48, 64));
    thrice.addAll(all.subList(48, 64));
    assertEquals(thrice.stream().sorted().toList(), apart.stream().sorted().toList());
    batches.seek(5);
    assertEquals(apart.subList(20, 24), draw(batches, 12).subList(8, 12));
  }

  @Test
  void aBatchWithoutExamplesOfBothKindsIsRefused() {
    for (int[] wrong : new int[][] {{1, 10}, {32, 1}, {60, 10}, {62, 60}}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new Batches(EXAMPLES, wrong[0], wrong[1], 7))
              .getMessage();
      assertTrue(message.startsWith("ensembles.examples.columns: expected"), message);
    }
  }

  @Test
  void aBatchLargerThanTheDataIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Batches(EXAMPLES, 65, 7));
  }

  /** Of as many grey pixels as are mostly 0. */
  private static Examples grey() {
    return Datasets.loadFrom("digits", 12, Values.GREY, 48, 5, 1, Optional.empty()).train();
  }

  private static ActiveColumns show(Program.Stimulus batch, int pixels, int from, int to) {
    return (ActiveColumns) batch.columns(0, pixels, from, to).form();
  }

  @Test
  void theNextMiniBatchIsMadeReadyAsTheOneBeforeWasWanted() {
    Examples examples = grey();
    Batches batches = new Batches(examples, 16, 7);
    Batches plain = new Batches(examples, 16, 7);
    int pixels = examples.pixels();
    for (int b = 0; b < 10; b++) { // over three epochs
      Program.Stimulus batch = batches.draw();
      Program.Stimulus same = plain.draw();
      ActiveColumns half = show(batch, pixels, 0, 8);
      assertArrayEquals(same.columns(0, pixels, 0, 8).values(), half.toArray());
      assertArrayEquals(
          same.columns(0, pixels, 8, 16).values(), show(batch, pixels, 8, 16).toArray());
      assertEquals(b >= 1 && b <= 7, half.isPacked(), "batch " + b);
      if (b < 6) {
        half.packed(); // one half is wanted, from the first batch to the sixth
      }
      assertFalse(show(batch, pixels, 8, 16).isPacked());
      batches.lookAhead();
      batches.lookAhead(); // to no effect
    }
  }

  @Test
  void aPlaceThatWasNotLookedAheadToIsFoundAllTheSame() {
    Examples examples = grey();
    Batches batches = new Batches(examples, 16, 7);
    int pixels = examples.pixels();
    for (int b = 0; b < 3; b++) {
      show(batches.draw(), pixels, 0, 16).packed();
    }
    batches.lookAhead();
    batches.seek(1);
    Batches plain = new Batches(examples, 16, 7);
    plain.seek(1);
    for (int b = 0; b < 3; b++) {
      assertArrayEquals(
          plain.draw().columns(0, pixels, 0, 16).values(),
          batches.draw().columns(0, pixels, 0, 16).values());
    }
  }
}
