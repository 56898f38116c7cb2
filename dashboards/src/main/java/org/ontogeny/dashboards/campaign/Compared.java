package org.ontogeny.dashboards.campaign;

import java.util.Optional;
import java.util.OptionalDouble;
import org.ontogeny.engine.evaluation.Spread;
import org.ontogeny.engine.evaluation.StudentTest;
import org.ontogeny.engine.spec.Campaign;

/**
 * What runs say about a comparison.
 *
 * @param comparison that the campaign asks for
 * @param difference of the means; empty if one of them is missing
 * @param test empty if there are too few values, or values that do not vary
 * @param verdict "shown", "not shown", or why neither can be said
 */
public record Compared(
    Campaign.Comparison comparison,
    OptionalDouble difference,
    Optional<StudentTest> test,
    String verdict) {

  /** Compares two quantities; of pairs only whole ones count. */
  static Compared of(Campaign.Comparison comparison, Quantity value, Quantity against) {
    boolean paired = comparison.design() == StudentTest.Design.PAIRED;
    double[] a = paired ? value.where(against).array() : value.array();
    double[] b = paired ? against.where(value).array() : against.array();
    if (a.length == 0 || b.length == 0) {
      return new Compared(comparison, OptionalDouble.empty(), Optional.empty(), "not measured");
    }
    double difference = mean(a) - mean(b);
    Optional<String> obstacle = StudentTest.obstacle(comparison.design(), a, b);
    if (obstacle.isPresent()) {
      return new Compared(
          comparison,
          OptionalDouble.of(difference),
          Optional.empty(),
          comparison.largestP().isPresent()
              ? "not tested: " + obstacle.get()
              : verdict(isInBand(comparison, difference)));
    }
    StudentTest test = StudentTest.of(comparison.design(), comparison.tail(), a, b);
    boolean rare = test.p() <= comparison.largestP().orElse(1);
    return new Compared(
        comparison,
        OptionalDouble.of(difference),
        Optional.of(test),
        verdict(rare && isInBand(comparison, difference)));
  }

  private static double mean(double[] values) {
    return Spread.of(values).mean();
  }

  private static boolean isInBand(Campaign.Comparison comparison, double difference) {
    return difference >= comparison.atLeast() && difference <= comparison.atMost();
  }

  private static String verdict(boolean holds) {
    return holds ? "shown" : "not shown";
  }
}
