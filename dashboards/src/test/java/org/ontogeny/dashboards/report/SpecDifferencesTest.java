package org.ontogeny.dashboards.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys whose values differ, as they are replaced on the command line. */
class SpecDifferencesTest {

  @Test
  void valuesAreComparedKeyByKey() {
    String a = "seed = 1, data { side = 8 }, stages = [ { updates = 5 }, { stage = evaluate } ]";
    String b =
        "seed = 2, data { side = 8 }, stages = [ { updates = 5 }, { stage = train, rate = 1 } ]";
    assertEquals(
        Map.of(
            "seed", List.of("1", "2"),
            "stages.1.stage", List.of("\"evaluate\"", "\"train\""),
            "stages.1.rate", List.of("", "1")),
        SpecDifferences.of(List.of(a, b)));
    assertEquals(Map.of(), SpecDifferences.of(List.of(a, a, a)));
  }

  @Test
  void placesInListsAreOrderedAsNumbers() {
    String a = "x = [0,1,2,3,4,5,6,7,8,9,10]";
    String b = "x = [1,1,0,3,4,5,6,7,8,9,11]";
    assertEquals(
        List.of("x.0", "x.2", "x.10"), List.copyOf(SpecDifferences.of(List.of(a, b)).keySet()));
  }

  @Test
  void anEmptyListIsAValue() {
    assertEquals(
        Map.of("x", List.of("[]", ""), "x.0", List.of("", "1")),
        SpecDifferences.of(List.of("x = []", "x = [1]")));
  }

  @Test
  void ratesGoFromTheQuietestToTheMostActive() {
    float[] rates = {0.5f, Float.NaN, 0, 1};
    double[] quantiles = SnapshotFigures.quantiles(rates);
    assertEquals(101, quantiles.length);
    assertEquals(0, quantiles[0]);
    assertEquals(0, quantiles[49]);
    assertEquals(0.5, quantiles[50]);
    assertEquals(1, quantiles[100]);
    assertArrayEquals(new double[0], SnapshotFigures.quantiles(new float[] {Float.NaN}));
  }
}
