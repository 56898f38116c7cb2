package org.ontogeny.dashboards.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks that people would have chosen. */
class ScaleTest {

  private static List<String> labels(Scale scale, int about) {
    return scale.ticks(about).stream().map(Tick::label).toList();
  }

  private static Scale linear(double... values) {
    return Scale.linear(DoubleStream.of(values), 5);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 5, 2",
    "10, 10, 1",
    "7, 5, 2",
    "100, 5, 20",
    "0.1, 5, 0.02",
    "1, 3, 0.5",
    "3e6, 5, 1e6",
    "5, 5, 1",
    "0.51, 5, 0.2",
    "26, 5, 10"
  })
  void stepsAreOneTwoOrFive(double length, int about, double step) {
    assertEquals(step, Scale.step(length, about), step * 1e-12);
  }

  @Test
  void aLinearScaleBeginsAndEndsAtTicks() {
    assertEquals(new Scale(0, 120_000, false), Scale.linear(DoubleStream.of(0, 118_784), 6));
    assertEquals(List.of("0", "50,000", "100,000"), labels(new Scale(0, 120_000, false), 4));
    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(linear(0, 1), 5));
    assertEquals(
        List.of("0.86", "0.88", "0.90", "0.92", "0.94", "0.96", "0.98"),
        labels(new Scale(0.86, 0.98, false), 6));
    assertEquals(List.of("-2", "-1", "0", "1", "2"), labels(linear(-2, 2), 5));
    assertEquals(List.of("0", "2 M", "4 M"), labels(linear(0, 4e6), 2));
  }

  @Test
  void aSingleValueAndNoneHaveAScaleToo() {
    assertEquals(new Scale(0, 1, false), linear());
    assertEquals(new Scale(0, 1, false), linear(Double.NaN));
    assertEquals(new Scale(0, 1, false), linear(0));
    Scale around = linear(0.9);
    assertTrue(around.from() < 0.9 && 0.9 < around.to(), around.toString());
  }

  @Test
  void aLogarithmicScaleHasPowersOfTenAndFewDecadesHaveMore() {
    Scale wide = Scale.logarithmic(DoubleStream.of(3, 40_000, 0, -1));
    assertEquals(new Scale(1, 100_000, true), wide);
    assertEquals(List.of("1", "10", "100", "1,000", "10,000", "100,000"), labels(wide, 5));
    Scale narrow = Scale.logarithmic(DoubleStream.of(0.015, 0.4));
    assertEquals(new Scale(0.01, 0.5, true), narrow);
    assertEquals(List.of("0.01", "0.02", "0.05", "0.1", "0.2", "0.5"), labels(narrow, 5));
    assertEquals(List.of("1e-8", "", "1e-6", "", "0.0001"), labels(new Scale(1e-8, 1e-4, true), 2));
    assertEquals(new Scale(1, 10, true), Scale.logarithmic(DoubleStream.empty()));
    assertEquals(new Scale(1, 10, true), Scale.logarithmic(DoubleStream.of(1)));
  }

  @Test
  void valuesHaveTheirPlaces() {
    assertEquals(0.25, new Scale(10, 50, false).place(20), 1e-12);
    assertEquals(0.5, new Scale(1, 10_000, true).place(100), 1e-12);
    assertTrue(Double.isNaN(new Scale(1, 10, true).place(0)));
  }

  @Test
  void anImpossibleScaleIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Scale(1, 1, false));
    assertThrows(IllegalArgumentException.class, () -> new Scale(0, 1, true));
    assertThrows(IllegalArgumentException.class, () -> new Scale(0, Double.NaN, false));
  }
}
