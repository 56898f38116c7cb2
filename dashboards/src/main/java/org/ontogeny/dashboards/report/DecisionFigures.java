package org.ontogeny.dashboards.report;

import static org.ontogeny.dashboards.report.plot.Curve.Form.LINE;
import static org.ontogeny.dashboards.report.plot.Curve.Form.MARKS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.ontogeny.dashboards.report.plot.Axis;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Curve;
import org.ontogeny.dashboards.report.plot.Key;
import org.ontogeny.dashboards.report.plot.Numbers;
import org.ontogeny.dashboards.report.plot.Plot;
import org.ontogeny.dashboards.report.plot.Scale;
import org.ontogeny.dashboards.report.plot.Style;
import org.ontogeny.dashboards.view.DecisionsFold.Decision;
import org.ontogeny.engine.event.Fact;

/** By which rules and thresholds synapses came and went. */
final class DecisionFigures {

  /** What is drawn with one mark. */
  private record Manner(boolean births, String rule, String selection) {

    static Manner of(Decision decision) {
      return new Manner(decision.births(), decision.rule(), decision.selection());
    }

    String text() {
      String how = selection.isEmpty() ? rule : rule + ", " + selection;
      return (births ? "births: " : "deaths: ") + how;
    }
  }

  private DecisionFigures() {}

  /** Births and deaths of the main course over steps, and the thresholds that decided them. */
  static List<Figure> of(RunHistory run, String prefix) {
    List<Decision> main =
        run.decisions().stream()
            .filter(d -> run.timeline().isMain(d.course()))
            .filter(d -> !d.rule().equals(Fact.SynapsesFormed.INITIAL))
            .toList();
    List<Decision> deciding = main.stream().filter(d -> Double.isFinite(d.threshold())).toList();
    List<Figure> figures = new ArrayList<>();
    if (!main.isEmpty()) {
      figures.add(counts(run, main, prefix + "-decisions"));
    }
    if (!deciding.isEmpty()) {
      figures.add(thresholds(run, deciding, prefix + "-thresholds"));
    }
    return figures;
  }

  private static Figure counts(RunHistory run, List<Decision> decisions, String id) {
    List<Curve> curves = curves(run, decisions, Decision::count);
    Plot plot =
        plot(
            run,
            "Births and deaths",
            new Axis("synapses at once", Scale.logarithmic(values(curves))),
            decisions,
            curves);
    return new Figure(
        "Births and deaths at each step",
        plot.svg(id),
        note(decisions) + "The network at birth is not shown.",
        run.id() + "-decisions.csv",
        table(run));
  }

  private static Figure thresholds(RunHistory run, List<Decision> decisions, String id) {
    List<Curve> curves = curves(run, decisions, Decision::threshold);
    double[] all = values(curves).toArray();
    double least = DoubleStream.of(all).min().orElse(0);
    double most = DoubleStream.of(all).max().orElse(0);
    Scale scale =
        least > 0 && most > 10 * least
            ? Scale.logarithmic(DoubleStream.of(all))
            : Scale.linear(DoubleStream.concat(DoubleStream.of(0), DoubleStream.of(all)), Plot.UP);
    Plot plot =
        plot(run, "Thresholds", new Axis("threshold, unit of the rule", scale), decisions, curves);
    return new Figure(
        "Thresholds that decisions turned on",
        plot.svg(id),
        note(decisions)
            + (shared(decisions)
                ? "Marks of projections with one threshold cover each other."
                : ""),
        run.id() + "-decisions.csv",
        table(run));
  }

  /** Whether one threshold decided in several projections. */
  private static boolean shared(List<Decision> decisions) {
    return decisions.stream().map(d -> d.step() + "/" + d.threshold()).distinct().count()
        < decisions.size();
  }

  /** Where many decisions are one mark, the numbers are those of all of them. */
  private static String note(List<Decision> decisions) {
    int folded = decisions.stream().mapToInt(Decision::folded).max().orElse(1);
    return folded > 1
        ? "A mark stands for up to %s fences: the sum of counts, the largest threshold. "
            .formatted(Numbers.count(folded))
        : "";
  }

  private static Plot plot(
      RunHistory run, String title, Axis up, List<Decision> decisions, List<Curve> curves) {
    DoubleStream whole =
        DoubleStream.concat(
            DoubleStream.of(0), curves.stream().flatMapToDouble(c -> Arrays.stream(c.x())));
    return new Plot(
        title,
        new Axis("steps of the course", Scale.linear(whole, Plot.ACROSS)),
        up,
        List.of(),
        List.of(),
        curves,
        keys(run, decisions));
  }

  private static DoubleStream values(List<Curve> curves) {
    return curves.stream().flatMapToDouble(c -> Arrays.stream(c.y()));
  }

  private static List<String> projections(List<Decision> decisions) {
    return decisions.stream().map(Decision::projection).distinct().toList();
  }

  private static List<Manner> manners(List<Decision> decisions) {
    return decisions.stream().map(Manner::of).distinct().toList();
  }

  /** Colours are projections, shapes are manners. */
  private static List<Key> keys(RunHistory run, List<Decision> decisions) {
    List<Key> keys = new ArrayList<>();
    List<Manner> manners = manners(decisions);
    for (int k = 0; k < manners.size(); k++) {
      keys.add(new Key(manners.get(k).text(), new Style(Style.COLOURS, 0, 0).marked(k), MARKS));
    }
    for (String projection : projections(decisions)) {
      keys.add(new Key(projection, style(run, projection), LINE));
    }
    return keys;
  }

  private static Style style(RunHistory run, String projection) {
    List<String> all = run.spec().network().projections().stream().map(p -> p.name()).toList();
    return Style.of(all.indexOf(projection)).dashed(0);
  }

  private static List<Curve> curves(
      RunHistory run, List<Decision> decisions, ToDoubleFunction<Decision> value) {
    List<Manner> manners = manners(decisions);
    Map<String, List<Decision>> parts = new LinkedHashMap<>();
    for (Decision d : decisions) {
      parts.computeIfAbsent(d.projection() + "\0" + Manner.of(d), key -> new ArrayList<>()).add(d);
    }
    List<Curve> curves = new ArrayList<>();
    for (List<Decision> part : parts.values()) {
      Decision first = part.get(0);
      Manner manner = Manner.of(first);
      curves.add(
          new Curve(
              "%s, %s".formatted(first.projection(), manner.text()),
              "",
              style(run, first.projection()).marked(manners.indexOf(manner)),
              MARKS,
              part.stream().mapToDouble(d -> run.timeline().at(d.course(), d.step())).toArray(),
              part.stream().mapToDouble(value).toArray()));
    }
    return curves;
  }

  private static Csv table(RunHistory run) {
    Csv csv =
        new Csv(
            "course",
            "first-step",
            "step",
            "step-of-course",
            "seq",
            "projection",
            "what",
            "rule",
            "selection",
            "threshold",
            "count",
            "folded");
    for (Decision d : run.decisions()) {
      csv.row(
          run.timeline().name(d.course()),
          d.firstStep(),
          d.step(),
          run.timeline().at(d.course(), d.step()),
          d.seq(),
          d.projection(),
          d.births() ? "births" : "deaths",
          d.rule(),
          d.selection(),
          d.threshold(),
          d.count(),
          d.folded());
    }
    return csv;
  }
}
