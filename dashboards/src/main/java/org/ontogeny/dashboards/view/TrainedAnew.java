package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param accuracies of each mask, by what it is; the last one measured, or empty
 */
public record TrainedAnew(String stage, String set, Map<String, OptionalDouble> accuracies) {

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
    Map<String, OptionalDouble> accuracies = new LinkedHashMap<>();
    accuracies.put("developed mask, weights anew", last(outcome, stage.grown(), measure));
    for (Anew.Control control : Anew.Control.values()) {
      if (stage.controls().contains(control)) {
        accuracies.put(what(control), last(outcome, stage.course(control), measure));
      }
    }
    String set = transfer ? spec.data().transfer().orElseThrow() : spec.data().set();
    return new TrainedAnew(stage.name(), set, accuracies);
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
