package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.ontogeny.engine.spec.Claim;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Rounds;

/** An outcome as tables of text, readable at 80 columns. */
public final class OutcomeText {

  private static final int ABOUT = 34; // what a claim is about, so that a line has 80 columns

  private OutcomeText() {}

  /** Counts and accuracies: the closing table of a run. */
  public static List<String> closing(RunSpec spec, Outcome outcome) {
    List<String> lines = new ArrayList<>(counts(outcome));
    lines.add("");
    lines.addAll(accuracies(spec, outcome));
    for (TrainedAnew trained : TrainedAnew.of(spec, outcome)) {
      lines.add("");
      lines.addAll(anew(spec, trained));
    }
    if (!spec.claims().isEmpty()) {
      lines.add("");
      lines.addAll(claims(spec, outcome));
    }
    return lines;
  }

  private static List<String> counts(Outcome outcome) {
    TextTable table = new TextTable(1).row("alive", "at birth", "at the end", "left");
    addCounts(table, "synapses", outcome.allSynapses(), outcome.synapses());
    addCounts(table, "neurons", outcome.allNeurons(), outcome.neurons());
    return table.lines();
  }

  private static void addCounts(
      TextTable table, String of, Outcome.Change all, Map<String, Outcome.Change> parts) {
    addCount(table, of, all);
    parts.forEach((name, change) -> addCount(table, "  " + name, change));
  }

  private static void addCount(TextTable table, String name, Outcome.Change change) {
    table.row(name, count(change.before()), count(change.after()), percent(change.left()));
  }

  private static List<String> accuracies(RunSpec spec, Outcome outcome) {
    TextTable table = new TextTable(1).row("accuracy on " + heldOut(spec, spec.data().set()), "");
    String made = outcome.made();
    add(table, made + " before pruning", outcome.unpruned());
    add(table, made + " after pruning", outcome.pruned());
    if (spec.experiment().stages().stream().anyMatch(Rounds.class::isInstance)) {
      add(table, made + " after as many updates without pruning", outcome.neverPruned());
      add(table, made + " after random pruning at equal count", outcome.randomlyPruned());
    }
    Map<String, OptionalDouble> rivals = outcome.rivals();
    rivals.keySet().removeAll(TrainedAnew.courses(spec));
    rivals.forEach((name, last) -> add(table, made + " at the end of " + name, last));
    add(table, "raw pixels", outcome.pixels());
    return table.lines();
  }

  /** Masks that a stage has trained anew. */
  private static List<String> anew(RunSpec spec, TrainedAnew trained) {
    TextTable table =
        new TextTable(1)
            .row("%s: accuracy on %s".formatted(trained.stage(), heldOut(spec, trained.set())), "");
    trained.masks().forEach(mask -> add(table, mask.what(), mask.accuracy()));
    return table.lines();
  }

  /** How many a second set has is not in the specification, which bounds it only. */
  private static String heldOut(RunSpec spec, String set) {
    if (!set.equals(spec.data().set())) {
      return "held-out examples of " + set;
    }
    int test = spec.readout().test() > 0 ? spec.readout().test() : spec.data().test();
    String many = test > 0 ? count(test) : "all";
    return "%s held-out examples of %s".formatted(many, set);
  }

  private static void add(TextTable table, String name, OptionalDouble accuracy) {
    table.row("  " + name, accuracy.isPresent() ? accuracy(accuracy.getAsDouble()) : "-");
  }

  private static List<String> claims(RunSpec spec, Outcome outcome) {
    boolean least = spec.claims().stream().allMatch(claim -> Double.isInfinite(claim.atMost()));
    TextTable table =
        new TextTable(2).row("claim", "about", "measured", least ? "at least" : "band", "verdict");
    for (Claim claim : spec.claims()) {
      OptionalDouble measured = outcome.measured(claim);
      List<String> about = about(claim);
      table.row(
          claim.id(),
          about.get(0),
          measured.isPresent() ? number(measured.getAsDouble()) : "-",
          least ? number(claim.atLeast()) : band(claim),
          verdict(claim, measured));
      about.subList(1, about.size()).forEach(line -> table.row("", "  " + line));
    }
    return table.lines();
  }

  /** What a claim is about, in short lines. */
  public static List<String> about(Claim claim) {
    if (claim.value().isEmpty()) {
      return List.of(claim.measure().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    Claim.Recorded value = claim.value().get();
    List<String> lines = new ArrayList<>(about("", what(value), where(value)));
    claim.minus().ifPresent(term -> lines.addAll(beside("- ", value, term)));
    claim.over().ifPresent(term -> lines.addAll(beside("/ ", value, term)));
    return lines;
  }

  /** A term that says only in what it differs from the first. */
  private static List<String> beside(String sign, Claim.Recorded first, Claim.Recorded term) {
    return what(term).equals(what(first))
        ? List.of(sign + where(term))
        : about(sign, what(term), where(term));
  }

  /** One line, or two where that would be too long. */
  private static List<String> about(String sign, String what, String where) {
    String whole = sign + what + ": " + where;
    return whole.length() <= ABOUT ? List.of(whole) : List.of(sign + what, where);
  }

  /** A measurement in one line. */
  public static String term(Claim.Recorded term) {
    return what(term) + ": " + where(term);
  }

  private static String what(Claim.Recorded term) {
    return (term.step() ? "step of " : "") + term.of() + " " + term.measure();
  }

  private static String where(Claim.Recorded term) {
    String round = term.round() == Claim.Recorded.LAST ? "" : " " + term.round();
    return term.course() + round + picked(term.pick());
  }

  private static String picked(Claim.Pick pick) {
    return switch (pick.which()) {
      case LAST -> "";
      case GREATEST -> ", greatest";
      case FROM_STEP -> ", step " + count(pick.bound());
      case DOWN_TO_SYNAPSES -> ", at " + count(pick.bound()) + " synapses";
    };
  }

  /** The band in which a claim counts as shown, as text. */
  public static String band(Claim claim) {
    if (claim.atLeast() == claim.atMost()) {
      return "= " + number(claim.atLeast());
    } else if (Double.isInfinite(claim.atMost())) {
      return ">= " + number(claim.atLeast());
    }
    return Double.isInfinite(claim.atLeast())
        ? "<= " + number(claim.atMost())
        : number(claim.atLeast()) + "-" + number(claim.atMost());
  }

  /** Shares with their decimals, counts without. */
  private static String number(double value) {
    return Math.abs(value) >= 100 ? count(Math.round(value)) : accuracy(value);
  }

  /** What a measurement says about a claim. */
  public static String verdict(Claim claim, OptionalDouble measured) {
    if (measured.isEmpty()) {
      return "not measured";
    }
    return claim.holds(measured.getAsDouble()) ? "shown" : "not shown";
  }

  /** How accuracy went in the main development and in the controls. */
  public static List<String> readings(Outcome outcome) {
    TextTable table =
        new TextTable(1)
            .row(outcome.made() + " evaluated in", "step", "synapses", "neurons", "accuracy");
    for (Outcome.Reading reading : outcome.readings()) {
      table.row(
          reading.stage(),
          count(reading.step()),
          count(reading.synapses()),
          count(reading.neurons()),
          accuracy(reading.accuracy()));
    }
    return table.lines();
  }

  /** A count with its thousands set off. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String accuracy(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}
