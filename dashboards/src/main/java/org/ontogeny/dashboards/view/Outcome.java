package org.ontogeny.dashboards.view;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ontogeny.engine.spec.Claim;

/**
 * What a run came to, as far as its events tell.
 *
 * @param synapses of each projection, those that could never exist not counted
 * @param neurons of each population
 * @param readings of what the network makes of examples, in order
 * @param pixels accuracy on raw pixels, the last one measured
 * @param measured everything that was measured, in order
 */
public record Outcome(
    Map<String, Change> synapses,
    Map<String, Change> neurons,
    List<Reading> readings,
    OptionalDouble pixels,
    List<Measured> measured) {

  /** The thing that classes are read from without the network. */
  public static final String PIXELS = "pixels";

  /** One of which nothing else is known. */
  public Outcome(
      Map<String, Change> synapses,
      Map<String, Change> neurons,
      List<Reading> readings,
      OptionalDouble pixels) {
    this(synapses, neurons, readings, pixels, List.of());
  }

  /**
   * A measurement.
   *
   * @param round after which it was taken, or at whose beginning; 0 before the first
   * @param step at which it was taken
   * @param synapses alive at that time
   */
  public record Measured(
      Course course, int round, long step, String measure, String of, double value, long synapses) {

    double number(Claim.Recorded recorded) {
      return recorded.step() ? step : value;
    }
  }

  /**
   * How many were alive.
   *
   * @param before at birth
   * @param after at the last event
   */
  public record Change(long before, long after) {

    /** Share of those at birth that are alive, 0 to 1. */
    public double left() {
      return before == 0 ? 1 : (double) after / before;
    }

    Change plus(Change other) {
      return new Change(before + other.before, after + other.after);
    }
  }

  /**
   * Which development a reading belongs to.
   *
   * @param name of a control or of a rival rule, as in the journal
   */
  public record Course(String name) {

    /** The one that the experiment is about. */
    public static final Course MAIN = new Course("main");

    /** As many learning steps from the same start, without any death. */
    public static final Course UNPRUNED = new Course("unpruned");

    /** As many synapses, chosen at random. */
    public static final Course RANDOM = new Course("random");
  }

  /**
   * How well classes could be read from what the network makes of held-out examples.
   *
   * @param accuracy share that was classified correctly, 0 to 1
   * @param synapses alive at that time
   * @param neurons alive at that time
   * @param pruned whether a synapse of the main development had died by then
   */
  public record Reading(
      Course course,
      String stage,
      long step,
      double accuracy,
      long synapses,
      long neurons,
      boolean pruned) {

    /** The round after which it was taken; 0 where it was in none. */
    int round() {
      return OutcomeFold.round(List.of(stage.split("/", -1)));
    }
  }

  /** What the network makes of examples: encodings, or the answers of its output. */
  public String made() {
    return measured.stream().anyMatch(m -> m.of().equals("output")) ? "output" : "encodings";
  }

  /** Synapses of all projections. */
  public Change allSynapses() {
    return synapses.values().stream().reduce(new Change(0, 0), Change::plus);
  }

  /** Neurons of all populations. */
  public Change allNeurons() {
    return neurons.values().stream().reduce(new Change(0, 0), Change::plus);
  }

  /** Accuracy before the first death: the last one that was measured. */
  public OptionalDouble unpruned() {
    return last(r -> r.course().equals(Course.MAIN) && !r.pruned());
  }

  /** Accuracy of the pruned network: the last one that was measured. */
  public OptionalDouble pruned() {
    return last(r -> r.course().equals(Course.MAIN) && r.pruned());
  }

  /** Accuracy after the same number of learning steps without pruning. */
  public OptionalDouble neverPruned() {
    return last(r -> r.course().equals(Course.UNPRUNED));
  }

  /**
   * Accuracy after rounds of random pruning at equal count; a random mask that is trained anew has
   * the same name, and no rounds.
   */
  public OptionalDouble randomlyPruned() {
    return last(r -> r.course().equals(Course.RANDOM) && r.round() > 0);
  }

  /** The last accuracies of all other courses, by name in the order of their beginning. */
  public Map<String, OptionalDouble> rivals() {
    Map<String, OptionalDouble> rivals = new LinkedHashMap<>();
    for (Reading reading : readings) {
      if (!List.of(Course.MAIN, Course.UNPRUNED, Course.RANDOM).contains(reading.course())) {
        rivals.put(reading.course().name(), OptionalDouble.of(reading.accuracy()));
      }
    }
    return rivals;
  }

  /** Accuracy in the main development, whatever was pruned: the last one that was measured. */
  public OptionalDouble latest() {
    return last(r -> r.course().equals(Course.MAIN));
  }

  private OptionalDouble last(Predicate<Reading> which) {
    Optional<Reading> last = readings.stream().filter(which).reduce((first, second) -> second);
    return last.isPresent() ? OptionalDouble.of(last.get().accuracy()) : OptionalDouble.empty();
  }

  /** The number that a claim is about; empty if it was not measured. */
  public OptionalDouble measured(Claim claim) {
    return claim.measure() == Claim.Measure.RECORDED ? recorded(claim) : measured(claim.measure());
  }

  /** A number of the outcome; empty if it was not measured. */
  public OptionalDouble measured(Claim.Measure measure) {
    return switch (measure) {
      case UNPRUNED_ACCURACY -> unpruned();
      case PRUNED_ACCURACY -> pruned();
      case PRUNED_SHARE -> OptionalDouble.of(1 - allSynapses().left());
      case PRUNED_MINUS_UNPRUNED -> difference(pruned(), unpruned());
      case PRUNED_MINUS_RANDOM -> difference(pruned(), randomlyPruned());
      case RECORDED -> OptionalDouble.empty();
    };
  }

  private OptionalDouble recorded(Claim claim) {
    OptionalDouble value = claim.value().map(this::picked).orElse(OptionalDouble.empty());
    if (claim.minus().isPresent()) {
      value = difference(value, picked(claim.minus().get()));
    }
    if (claim.over().isPresent()) {
      OptionalDouble divisor = picked(claim.over().get());
      return value.isPresent() && divisor.isPresent()
          ? OptionalDouble.of(value.getAsDouble() / divisor.getAsDouble())
          : OptionalDouble.empty();
    }
    return value;
  }

  /** The measurement that is as described; empty if there is none. */
  public OptionalDouble picked(Claim.Recorded recorded) {
    Stream<Measured> all =
        measured.stream()
            .filter(m -> m.course().name().equals(recorded.course()))
            .filter(m -> m.measure().equals(recorded.measure()) && m.of().equals(recorded.of()))
            .filter(m -> recorded.round() == Claim.Recorded.LAST || m.round() == recorded.round());
    Optional<Measured> one =
        switch (recorded.pick().which()) {
          case LAST -> all.reduce((first, second) -> second);
          case GREATEST -> all.max(Comparator.comparingDouble(Measured::value));
          case FROM_STEP -> all.filter(m -> m.step() >= recorded.pick().bound()).findFirst();
          case DOWN_TO_SYNAPSES ->
              all.filter(m -> m.synapses() <= recorded.pick().bound()).findFirst();
        };
    return one.isPresent() ? OptionalDouble.of(one.get().number(recorded)) : OptionalDouble.empty();
  }

  private static OptionalDouble difference(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent()
        ? OptionalDouble.of(a.getAsDouble() - b.getAsDouble())
        : OptionalDouble.empty();
  }
}
