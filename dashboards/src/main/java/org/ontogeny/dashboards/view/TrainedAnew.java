package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Anew;

/**
 * How well masks answer that a stage has trained anew.
 *
 * @param stage name of it
 * @param set whose examples they learned, and whose held-out ones are answered
 * @param masks in the order of their courses
 */
public record TrainedAnew(String stage, String set, List<Mask> masks) {

  /**
   * One of them.
   *
   * @param course in which it was trained
   * @param what it is
   * @param accuracy the last one measured, or empty
   */
  public record Mask(String course, String what, OptionalDouble accuracy) {}

  /** Those of every stage that trains masks anew. */
  public static List<TrainedAnew> of(RunSpec spec, Outcome outcome) {
    return stages(spec).map(stage -> of(stage, spec, outcome)).toList();
  }

  /** The names of the courses of all these stages. */
  static Set<String> courses(RunSpec spec) {
    return stages(spec).flatMap(stage -> stage.courses().stream()).collect(Collectors.toSet());
  }

  private static Stream<Anew> stages(RunSpec spec) {
    return spec.experiment().stages().stream().filter(Anew.class::isInstance).map(Anew.class::cast);
  }

  private static TrainedAnew of(Anew stage, RunSpec spec, Outcome outcome) {
    boolean transfer = stage.examples() == Anew.Examples.TRANSFER;
    String measure = transfer ? "accuracy-transfer" : "accuracy";
    List<Mask> masks = new ArrayList<>();
    masks.add(mask(stage.grown(), "developed mask, weights anew", outcome, measure));
    for (Anew.Control control : Anew.Control.values()) {
      if (stage.controls().contains(control)) {
        masks.add(mask(stage.course(control), what(control), outcome, measure));
      }
    }
    String set = transfer ? spec.data().transfer().orElseThrow() : spec.data().set();
    return new TrainedAnew(stage.name(), set, masks);
  }

  private static Mask mask(String course, String what, Outcome outcome, String measure) {
    return new Mask(course, what, last(outcome, course, measure));
  }

  private static String what(Anew.Control control) {
    return switch (control) {
      case RANDOM -> "random mask of as many synapses in each projection";
      case RANDOM_IN_TOTAL -> "random mask of as many synapses in all";
    };
  }

  private static OptionalDouble last(Outcome outcome, String course, String measure) {
    List<Double> values = new ArrayList<>();
    for (Outcome.Measured measured : outcome.measured()) {
      if (measured.course().name().equals(course)
          && measured.measure().equals(measure)
          && !measured.of().equals(Outcome.PIXELS)) {
        values.add(measured.value());
      }
    }
    return values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.get(values.size() - 1));
  }
}
