package org.ontogeny.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.kernel.Exponential;

class ExponentialsTest {

  private static void assertBits(double... values) {
    double[] expected = DoubleStream.of(values).map(Exponential::of).toArray();
    double[] found = values.clone();
    Exponentials.of(found);
    assertArrayEquals(bits(expected), bits(found));
  }

  private static long[] bits(double[] values) {
    return DoubleStream.of(values).mapToLong(Double::doubleToLongBits).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 100_003})
  void bitsAreThoseOfOneByOne(int size) {
    Random random = new Random(size);
    assertBits(random.doubles(size).map(x -> -720 * x * x * x).toArray());
  }

  @Test
  void endsAreThoseOfOneByOne() {
    assertBits(
        0, -0.0, -1e-300, -708, Math.nextDown(-708.0), Double.NEGATIVE_INFINITY, Double.NaN, -1);
  }
}
