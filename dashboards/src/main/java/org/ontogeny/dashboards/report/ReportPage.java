package org.ontogeny.dashboards.report;

import static org.ontogeny.dashboards.report.plot.Markup.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ontogeny.dashboards.report.plot.Numbers;
import org.ontogeny.dashboards.view.RecordedOperations;

/** Runs as one page of HTML that needs nothing else. */
public final class ReportPage {

  private static final String STYLE = "report.css";
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<RunHistory> runs;
  private final Instant made;
  private final String program;
  private final StringBuilder html = new StringBuilder();

  private ReportPage(List<RunHistory> runs, Instant made, String program) {
    this.runs = runs;
    this.made = made;
    this.program = program;
  }

  /**
   * The page: of a run, or of several compared.
   *
   * @param runs at least one
   * @param made when they were read
   * @param program that makes the page, with its version
   */
  public static String of(List<RunHistory> runs, Instant made, String program) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("expected at least one run");
    }
    return new ReportPage(runs, made, program).page();
  }

  private String page() {
    String title = String.join(", ", runs.stream().map(RunHistory::id).toList());
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy"
         content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <title>%s – Ontogeny</title>
        <style>
        %s</style>
        </head>
        <body>
        """
            .formatted(escape(title), style()));
    if (runs.size() == 1) {
      single(runs.get(0));
    } else {
      several();
    }
    html.append(
        "<footer><p>Made at %s UTC by %s.</p></footer>\n</body>\n</html>\n"
            .formatted(MINUTE.format(made), escape(program)));
    return html.toString();
  }

  private void single(RunHistory run) {
    html.append(
        "<header><p class=\"kind\">Ontogeny report</p><h1>%s</h1>\n".formatted(escape(run.id())));
    lead(run);
    html.append("</header>\n<main>\n");
    chapter(run, "r");
    html.append("</main>\n");
  }

  private void several() {
    html.append(
        "<header><p class=\"kind\">Ontogeny report</p><h1>%s runs compared</h1>\n<nav><ol>\n"
            .formatted(runs.size()));
    for (int k = 0; k < runs.size(); k++) {
      html.append(
          "<li><a href=\"#run-%s\">%s</a> %s</li>\n"
              .formatted(k + 1, escape(runs.get(k).id()), escape(about(runs.get(k)))));
    }
    html.append("</ol></nav></header>\n<main>\n");
    section("Outcomes side by side", SummaryTables.sideBySide(runs));
    figures(
        "In the same axes",
        "Main courses; every run has a colour, a dash and a marker of its own.",
        new ComparisonFigures(runs).all());
    section("Where their specifications differ", differences());
    for (int k = 0; k < runs.size(); k++) {
      html.append(
          "<section class=\"run\" id=\"run-%s\"><h2 class=\"name\">%s</h2>\n"
              .formatted(k + 1, escape(runs.get(k).id())));
      lead(runs.get(k));
      chapter(runs.get(k), "r" + (k + 1));
      html.append("</section>\n");
    }
    html.append("</main>\n");
  }

  private static String about(RunHistory run) {
    return "%s: %s".formatted(run.spec().experiment().name(), run.spec().description());
  }

  private void lead(RunHistory run) {
    RecordedOperations.State state = run.operations().state();
    html.append("<p class=\"about\">%s</p>\n".formatted(escape(about(run))));
    html.append(
        "<p class=\"state %s\"><b>%s</b> %s</p>\n"
            .formatted(
                state.name().toLowerCase(Locale.ROOT),
                escape(SummaryTables.state(run)),
                escape(SummaryTables.lastEvent(run))));
  }

  /** All about one run. */
  private void chapter(RunHistory run, String prefix) {
    html.append(SummaryTables.tiles(run));
    html.append("<div class=\"pair\">\n");
    section("Claims", SummaryTables.claims(run));
    section("Baselines", SummaryTables.baselines(run));
    section("Alive", run.last().isEmpty() ? "" : SummaryTables.living(run));
    section("Interventions", SummaryTables.interventions(run));
    html.append("</div>\n");
    figures("Course of development", courses(run), development(run, prefix));
    figures("The network", "After the last event of the main course.", MatrixFigures.of(run));
    figures("What it has learned", snapshot(run), SnapshotFigures.of(run, prefix));
    section("Provenance", SummaryTables.provenance(run));
    section(
        "Specification",
        "<details><summary>Every value, as it was resolved</summary><pre>%s</pre></details>\n"
            .formatted(escape(run.specification())));
  }

  private static List<Figure> development(RunHistory run, String prefix) {
    List<Figure> figures = new ArrayList<>(LivingFigures.of(run, prefix));
    figures.addAll(MeasureFigures.of(run, prefix));
    figures.addAll(DecisionFigures.of(run, prefix));
    figures.addAll(ImportanceFigures.of(run, prefix));
    return figures;
  }

  private static String courses(RunHistory run) {
    return run.timeline().hasControls()
        ? "Controls (%s) lie beside the main course, from the step of the fence that they go back to."
            .formatted(String.join(", ", run.timeline().controls()))
        : "";
  }

  private static String snapshot(RunHistory run) {
    return run.snapshot()
        .map(
            shown ->
                "Snapshot %s: step %s, stage %s."
                    .formatted(
                        shown.file(), Numbers.count(shown.event().step()), shown.event().stage()))
        .orElse("");
  }

  private String differences() {
    Map<String, List<String>> keys =
        SpecDifferences.of(runs.stream().map(RunHistory::specification).toList());
    if (keys.isEmpty()) {
      return "<p>They are equal.</p>\n";
    }
    List<String> heads = new ArrayList<>(List.of("key"));
    runs.forEach(run -> heads.add(run.id()));
    Table table = new Table().head(heads);
    keys.forEach(
        (key, values) -> {
          table.row(key);
          values.forEach(value -> table.text(value.isEmpty() ? "-" : value));
          table.end();
        });
    return table.html();
  }

  /** A heading with its content; nothing where there is none. */
  private void section(String title, String content) {
    if (!content.isEmpty()) {
      html.append("<section><h3>%s</h3>\n%s</section>\n".formatted(escape(title), content));
    }
  }

  private void figures(String title, String note, List<Figure> figures) {
    if (!figures.isEmpty()) {
      StringBuilder content = new StringBuilder();
      content.append(note.isEmpty() ? "" : "<p class=\"note\">%s</p>\n".formatted(escape(note)));
      content.append("<div class=\"figures\">\n");
      figures.forEach(figure -> content.append(figure.html()));
      section(title, content.append("</div>\n").toString());
    }
  }

  private static String style() {
    try (InputStream file = ReportPage.class.getResourceAsStream(STYLE)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its file " + STYLE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STYLE, e);
    }
  }
}
