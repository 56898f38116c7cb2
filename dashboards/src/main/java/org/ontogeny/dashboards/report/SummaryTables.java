package org.ontogeny.dashboards.report;

import static org.ontogeny.dashboards.report.plot.Numbers.count;
import static org.ontogeny.dashboards.report.plot.Numbers.percent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.ontogeny.dashboards.report.plot.Markup;
import org.ontogeny.dashboards.view.DecisionsFold.Decision;
import org.ontogeny.dashboards.view.EventText;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.OutcomeText;
import org.ontogeny.dashboards.view.TrainedAnew;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.spec.Claim;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Rounds;

/** What a run came to, in few numbers. */
final class SummaryTables {

  private SummaryTables() {}

  /** The state of a run as a sentence. */
  static String state(RunHistory run) {
    String sentence =
        switch (run.operations().state()) {
          case RUNNING -> "goes on: " + run.holder().orElse("a process develops it");
          case INTERRUPTED -> "interrupted: its process is gone";
          case FINISHED ->
              "finished in %s s".formatted(run.operations().last("finished", "seconds"));
          case STOPPED -> "stopped before its end";
          case FAILED -> "failed: " + run.operations().last("failed", "message");
        };
    return run.last().isEmpty() && run.operations().facts().isEmpty()
        ? "has not begun: nothing is recorded yet"
        : sentence;
  }

  /** Where it was when it was read. */
  static String lastEvent(RunHistory run) {
    return run.last()
        .map(
            event ->
                "Step %s, event %s%s: %s."
                    .formatted(
                        count(event.step()),
                        count(event.seq()),
                        event.stage().isEmpty() ? "" : " in " + event.stage(),
                        EventText.what(event.fact())))
        .orElse("No event has happened yet.");
  }

  /** The numbers that one asks for first, large. */
  static String tiles(RunHistory run) {
    Outcome outcome = run.outcome();
    Outcome.Change synapses = outcome.allSynapses();
    Outcome.Change neurons = outcome.allNeurons();
    StringBuilder html = new StringBuilder("<ul class=\"tiles\">\n");
    OptionalDouble before = outcome.unpruned();
    OptionalDouble after = outcome.pruned();
    if (before.isPresent() || after.isPresent()) {
      tile(
          after.isPresent() && before.isPresent()
              ? share(before) + " → " + share(after)
              : share(before.isPresent() ? before : after),
          after.isPresent() ? "accuracy before and after deaths" : "accuracy, before any death",
          html);
    }
    if (run.last().isPresent()) {
      tile(
          percent(synapses.left()),
          "%s synapses live, %s at birth%s"
              .formatted(count(synapses.after()), count(synapses.before()), later(run)),
          html);
      tile(
          percent(neurons.left()),
          "%s neurons live, %s at birth".formatted(count(neurons.after()), count(neurons.before())),
          html);
    }
    int planned = rounds(run.spec());
    if (planned > 0) {
      tile("%s of %s".formatted(run.rounds(), planned), "rounds of pruning", html);
    }
    run.last().ifPresent(event -> tile(count(event.step()), "steps", html));
    return html.append("</ul>\n").toString();
  }

  private static String later(RunHistory run) {
    long later =
        run.decisions().stream()
            .filter(d -> d.births() && !d.rule().equals(Fact.SynapsesFormed.INITIAL))
            .filter(d -> run.timeline().isMain(d.course()))
            .mapToLong(Decision::count)
            .sum();
    return later > 0 ? ", %s formed later".formatted(count(later)) : "";
  }

  static int rounds(RunSpec spec) {
    return spec.experiment().stages().stream()
        .filter(Rounds.class::isInstance)
        .mapToInt(stage -> ((Rounds) stage).count())
        .sum();
  }

  private static void tile(String number, String words, StringBuilder html) {
    html.append(
        "<li><b>%s</b> <span>%s</span></li>\n"
            .formatted(Markup.escape(number), Markup.escape(words)));
  }

  static String share(OptionalDouble share) {
    boolean known = share.isPresent() && Double.isFinite(share.getAsDouble());
    return known ? String.format(Locale.ROOT, "%.3f", share.getAsDouble()) : "-";
  }

  /** Claims with their verdicts; empty text where there is none. */
  static String claims(RunHistory run) {
    List<Claim> claims = run.spec().claims();
    if (claims.isEmpty()) {
      return "";
    }
    Table table = new Table().head(List.of("claim", "about", "measured", "band", "verdict"));
    for (Claim claim : claims) {
      OptionalDouble measured = run.outcome().measured(claim);
      String verdict = OutcomeText.verdict(claim, measured);
      table
          .row(claim.id())
          .text(String.join(" ", OutcomeText.about(claim)))
          .number(share(measured))
          .text(OutcomeText.band(claim))
          .marked("verdict " + verdict.replace(' ', '-'), sign(verdict) + " " + verdict)
          .end();
    }
    return table.html();
  }

  static String sign(String verdict) {
    return switch (verdict) {
      case "shown" -> "✓";
      case "not shown" -> "✗";
      default -> "–";
    };
  }

  /** Accuracies by name, those that were measured. */
  static Map<String, OptionalDouble> accuracies(Outcome outcome) {
    Map<String, OptionalDouble> all = new LinkedHashMap<>();
    String made = outcome.made();
    all.put(made + " before pruning", outcome.unpruned());
    all.put(made + " after pruning", outcome.pruned());
    all.put(made + " after as many updates without pruning", outcome.neverPruned());
    all.put(made + " after random pruning at equal count", outcome.randomlyPruned());
    all.put("raw pixels", outcome.pixels());
    all.values().removeIf(OptionalDouble::isEmpty);
    return all;
  }

  /** Accuracies of masks that were trained anew, by what they are. */
  private static Map<String, OptionalDouble> anew(RunHistory run) {
    Map<String, OptionalDouble> all = new LinkedHashMap<>();
    for (TrainedAnew trained : TrainedAnew.of(run.spec(), run.outcome())) {
      for (TrainedAnew.Mask mask : trained.masks()) {
        String name = "%s: %s, on %s".formatted(trained.stage(), mask.what(), trained.set());
        all.put(name, mask.accuracy());
      }
    }
    return all;
  }

  /** Accuracies as bars; empty text where none was measured. */
  static String baselines(RunHistory run) {
    Map<String, OptionalDouble> all = accuracies(run.outcome());
    all.putAll(anew(run));
    all.values().removeIf(OptionalDouble::isEmpty);
    if (all.isEmpty()) {
      return "";
    }
    Table table = new Table().head(List.of("accuracy on held-out examples", "share"));
    all.forEach((name, value) -> table.row(name).bar(share(value), value.getAsDouble()).end());
    return table.html();
  }

  /** Who lives of those at birth. */
  static String living(RunHistory run) {
    Table table = new Table().head(List.of("alive", "at birth", "at the end", "left"));
    add("all synapses", run.outcome().allSynapses(), table);
    run.outcome().synapses().forEach((name, change) -> add(name, change, table));
    add("all neurons", run.outcome().allNeurons(), table);
    run.outcome().neurons().forEach((name, change) -> add(name, change, table));
    return table.html();
  }

  private static void add(String name, Outcome.Change change, Table table) {
    table
        .row(name)
        .number(count(change.before()))
        .number(count(change.after()))
        .bar(percent(change.left()), change.left())
        .end();
  }

  /** What was done to a run from outside; empty text where nothing was. */
  static String interventions(RunHistory run) {
    if (run.interventions().isEmpty()) {
      return "";
    }
    Table table = new Table().head(List.of("event", "step", "stage", "what was done"));
    for (Event event : run.interventions()) {
      table
          .row(count(event.seq()))
          .number(count(event.step()))
          .text(event.stage())
          .text(EventText.what(event.fact()))
          .end();
    }
    return table.html();
  }

  /** What the run was carried out by, on and with. */
  static String provenance(RunHistory run) {
    Table table = new Table();
    new Provenance(run).rows().forEach((name, value) -> table.row(name).text(value).end());
    return table.html();
  }

  /** Runs side by side, a column each. */
  static String sideBySide(List<RunHistory> runs) {
    List<String> heads = new ArrayList<>(List.of(""));
    runs.forEach(run -> heads.add(run.id()));
    Table table = new Table().head(heads);
    row("experiment", runs, run -> run.spec().experiment().name(), table);
    row("state", runs, SummaryTables::state, table);
    row("seed", runs, run -> "" + run.spec().seed(), table);
    row("accuracy before deaths", runs, run -> share(run.outcome().unpruned()), table);
    row("accuracy after deaths", runs, run -> share(run.outcome().pruned()), table);
    row("control: unpruned", runs, run -> share(run.outcome().neverPruned()), table);
    row("control: random", runs, run -> share(run.outcome().randomlyPruned()), table);
    Set<String> masks = new LinkedHashSet<>();
    runs.forEach(run -> masks.addAll(anew(run).keySet()));
    for (String mask : masks) {
      row(mask, runs, run -> share(anew(run).getOrDefault(mask, OptionalDouble.empty())), table);
    }
    row("raw pixels", runs, run -> share(run.outcome().pixels()), table);
    row("synapses at birth", runs, run -> count(run.outcome().allSynapses().before()), table);
    row("synapses that live", runs, run -> count(run.outcome().allSynapses().after()), table);
    row("density", runs, run -> percent(run.density(run.outcome().allSynapses().after())), table);
    row("neurons at birth", runs, run -> count(run.outcome().allNeurons().before()), table);
    row("neurons that live", runs, run -> count(run.outcome().allNeurons().after()), table);
    row(
        "rounds",
        runs,
        run -> rounds(run.spec()) == 0 ? "-" : run.rounds() + " of " + rounds(run.spec()),
        table);
    row("steps", runs, run -> run.last().map(e -> count(e.step())).orElse("-"), table);
    claims(runs, table);
    return table.html();
  }

  private static void row(
      String name, List<RunHistory> runs, Function<RunHistory, String> value, Table table) {
    table.row(name);
    runs.forEach(run -> table.text(value.apply(run)));
    table.end();
  }

  private static void claims(List<RunHistory> runs, Table table) {
    List<String> ids =
        runs.stream()
            .flatMap(run -> run.spec().claims().stream())
            .map(Claim::id)
            .distinct()
            .toList();
    for (String id : ids) {
      row("claim " + id, runs, run -> verdict(run, id), table);
    }
  }

  private static String verdict(RunHistory run, String id) {
    return run.spec().claims().stream()
        .filter(claim -> claim.id().equals(id))
        .findFirst()
        .map(claim -> OutcomeText.verdict(claim, run.outcome().measured(claim)))
        .map(verdict -> sign(verdict) + " " + verdict)
        .orElse("-");
  }
}
