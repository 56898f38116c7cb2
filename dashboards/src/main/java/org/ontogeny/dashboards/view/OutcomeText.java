package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.ontogeny.engine.spec.Claim;
import org.ontogeny.engine.spec.RunSpec;

/** An outcome as tables of text, readable at 80 columns. */
public final class OutcomeText {

  private OutcomeText() {}

  /** Counts and accuracies: the closing table of a run. */
  public static List<String> closing(RunSpec spec, Outcome outcome) {
    List<String> lines = new ArrayList<>(counts(outcome));
    lines.add("");
    lines.addAll(accuracies(spec, outcome));
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
    TextTable table = new TextTable(1).row("accuracy on " + heldOut(spec), "");
    add(table, "encodings before pruning", outcome.unpruned());
    add(table, "encodings after pruning", outcome.pruned());
    add(table, "encodings after as many updates without pruning", outcome.neverPruned());
    add(table, "encodings after random pruning at equal count", outcome.randomlyPruned());
    add(table, "raw pixels", outcome.pixels());
    return table.lines();
  }

  private static String heldOut(RunSpec spec) {
    int test = spec.readout().test() > 0 ? spec.readout().test() : spec.data().test();
    String many = test > 0 ? count(test) : "all";
    return "%s held-out examples of %s".formatted(many, spec.data().set());
  }

  private static void add(TextTable table, String name, OptionalDouble accuracy) {
    table.row("  " + name, accuracy.isPresent() ? accuracy(accuracy.getAsDouble()) : "-");
  }

  private static List<String> claims(RunSpec spec, Outcome outcome) {
    TextTable table = new TextTable(2).row("claim", "about", "measured", "at least", "verdict");
    for (Claim claim : spec.claims()) {
      OptionalDouble measured = outcome.measured(claim.measure());
      table.row(
          claim.id(),
          claim.measure().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          measured.isPresent() ? accuracy(measured.getAsDouble()) : "-",
          accuracy(claim.atLeast()),
          verdict(claim, measured));
    }
    return table.lines();
  }

  /** What a measurement says about a claim. */
  static String verdict(Claim claim, OptionalDouble measured) {
    if (measured.isEmpty()) {
      return "not measured";
    }
    return measured.getAsDouble() >= claim.atLeast() ? "shown" : "not shown";
  }

  /** How accuracy went in the main development and in the controls. */
  public static List<String> readings(Outcome outcome) {
    TextTable table =
        new TextTable(1).row("encodings evaluated in", "step", "synapses", "neurons", "accuracy");
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
