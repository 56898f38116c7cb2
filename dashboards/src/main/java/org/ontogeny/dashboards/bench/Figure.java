package org.ontogeny.dashboards.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure that was measured several times, as a part of the answer to a question.
 *
 * @param question that it answers
 * @param name of what was measured, with its unit
 * @param values one of each repeat, in order; at least one
 * @param target that the median has to meet, if there is one
 */
public record Figure(String question, String name, List<Double> values, Optional<Target> target) {

  /**
   * What a figure has to be.
   *
   * @param bound not met by values beyond it
   * @param least whether it is a lower bound, met by the bound itself; else an upper one, which is
   *     not
   */
  public record Target(double bound, boolean least) {

    /** So much or more. */
    public static Target atLeast(double bound) {
      return new Target(bound, true);
    }

    /** Less than so much. */
    public static Target below(double bound) {
      return new Target(bound, false);
    }

    boolean isMet(double value) {
      return least ? value >= bound : value < bound;
    }
  }

  public Figure {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured: " + name);
    }
  }

  /** A figure without a target. */
  static Figure of(String question, String name, List<Double> values) {
    return new Figure(question, name, values, Optional.empty());
  }

  /** A figure with a target. */
  static Figure of(String question, String name, List<Double> values, Target target) {
    return new Figure(question, name, values, Optional.of(target));
  }

  /** The middle one, or the mean of the middle two. */
  public double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  /** The smallest value. */
  public double least() {
    return extreme(values.stream().mapToDouble(Double::doubleValue).min());
  }

  /** The largest value. */
  public double most() {
    return extreme(values.stream().mapToDouble(Double::doubleValue).max());
  }

  private static double extreme(OptionalDouble value) {
    return value.orElseThrow();
  }

  /** Whether the median meets the target; empty if there is none. */
  public Optional<Boolean> isMet() {
    return target.map(t -> t.isMet(median()));
  }
}
