package org.ontogeny.dashboards.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ontogeny.dashboards.report.plot.Axis;
import org.ontogeny.dashboards.report.plot.Bars;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Curve;
import org.ontogeny.dashboards.report.plot.Key;
import org.ontogeny.dashboards.report.plot.Level;
import org.ontogeny.dashboards.report.plot.Numbers;
import org.ontogeny.dashboards.report.plot.Plot;
import org.ontogeny.dashboards.report.plot.Scale;
import org.ontogeny.dashboards.report.plot.Style;
import org.ontogeny.dashboards.view.DecisionsFold.Decision;
import org.ontogeny.dashboards.view.ImportanceHistogram;

/** How important synapses were when they died. */
final class ImportanceFigures {

  private static final Style THRESHOLD = new Style(Style.COLOURS, 1, 0);

  private ImportanceFigures() {}

  /** A histogram for each projection and rule of the main course with a finite importance. */
  static List<Figure> of(RunHistory run, String prefix) {
    List<Figure> figures = new ArrayList<>();
    for (ImportanceHistogram histogram : run.importances()) {
      if (histogram.count() > 0) {
        figures.add(figure(run, histogram, prefix + "-importance-" + figures.size()));
      }
    }
    return figures;
  }

  private static Figure figure(RunHistory run, ImportanceHistogram of, String id) {
    double[] heights = Arrays.stream(of.counts()).asDoubleStream().toArray();
    int place =
        run.spec().network().projections().stream()
            .map(p -> p.name())
            .toList()
            .indexOf(of.projection());
    List<Level> levels = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    double[] thresholds = thresholds(run, of);
    if (thresholds.length > 0) {
      boolean one = thresholds[0] == thresholds[thresholds.length - 1];
      String text =
          one
              ? "threshold " + Numbers.brief(thresholds[0])
              : "thresholds %s to %s"
                  .formatted(
                      Numbers.brief(thresholds[0]),
                      Numbers.brief(thresholds[thresholds.length - 1]));
      keys.add(new Key(text, THRESHOLD, Curve.Form.LINE));
      DoubleStream.of(thresholds[0], thresholds[thresholds.length - 1])
          .distinct()
          .forEach(at -> levels.add(new Level(text, THRESHOLD, at, true)));
    }
    DoubleStream covered =
        DoubleStream.concat(DoubleStream.of(of.edges()), DoubleStream.of(thresholds));
    Plot plot =
        new Plot(
            "Importance at death, " + of.projection(),
            new Axis(
                "importance (%s)".formatted(of.rule()),
                of.logarithmic() ? Scale.logarithmic(covered) : Scale.linear(covered, Plot.ACROSS)),
            new Axis(
                "deaths",
                Scale.linear(
                    DoubleStream.concat(DoubleStream.of(0), DoubleStream.of(heights)), Plot.UP)),
            List.of(new Bars(of.projection(), Style.of(place), of.edges(), heights)),
            levels,
            List.of(),
            keys);
    String unknown =
        of.unknown() > 0
            ? " %s more without a finite importance.".formatted(Numbers.count(of.unknown()))
            : "";
    return new Figure(
        "Importance at death: " + of.projection(),
        plot.svg(id),
        "%s deaths by %s.".formatted(Numbers.count(of.count()), of.rule()) + unknown,
        "%s-importance-%s-%s.csv".formatted(run.id(), of.projection(), of.rule()),
        table(of));
  }

  /** Ascending; those of the main course, where there is a positive one on a logarithmic scale. */
  private static double[] thresholds(RunHistory run, ImportanceHistogram of) {
    return run.decisions().stream()
        .filter(d -> run.timeline().isMain(d.course()) && !d.births())
        .filter(d -> d.projection().equals(of.projection()) && d.rule().equals(of.rule()))
        .mapToDouble(Decision::threshold)
        .filter(t -> Double.isFinite(t) && (t > 0 || !of.logarithmic()))
        .sorted()
        .toArray();
  }

  private static Csv table(ImportanceHistogram of) {
    Csv csv = new Csv("projection", "rule", "from", "to", "deaths");
    for (int k = 0; k < of.counts().length; k++) {
      csv.row(of.projection(), of.rule(), of.edges()[k], of.edges()[k + 1], of.counts()[k]);
    }
    return csv;
  }
}
