package org.ontogeny.dashboards.report;

import static org.ontogeny.dashboards.report.plot.Curve.Form.LINE_AND_MARKS;
import static org.ontogeny.dashboards.report.plot.Curve.Form.STEPS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.ontogeny.dashboards.report.plot.Axis;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Curve;
import org.ontogeny.dashboards.report.plot.Key;
import org.ontogeny.dashboards.report.plot.Plot;
import org.ontogeny.dashboards.report.plot.Scale;
import org.ontogeny.dashboards.report.plot.Style;
import org.ontogeny.dashboards.view.Series;

/** Several runs in the same axes: a colour, a dash and a marker each, main courses only. */
final class ComparisonFigures {

  private static final String ACROSS = "steps of the course";

  private final List<RunHistory> runs;

  ComparisonFigures(List<RunHistory> runs) {
    this.runs = runs;
  }

  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    figures.add(living("synapses", Series.Point::synapses));
    figures.add(living("neurons", Series.Point::neurons));
    figures.add(deaths());
    Set<String> measures = new LinkedHashSet<>();
    runs.forEach(run -> measures.addAll(MeasureFigures.measures(run)));
    for (String measure : measures) {
      Set<String> things = new LinkedHashSet<>();
      runs.forEach(run -> things.addAll(MeasureFigures.things(run, measure)));
      for (String of : things) {
        figures.add(measure(measure, of, "all-measure-" + figures.size()));
      }
    }
    if (measures.contains(MeasureFigures.ACCURACY)) {
      figures.add(density());
    }
    return figures;
  }

  private static List<Series.Point> main(RunHistory run) {
    return run.series().points().stream().filter(p -> run.timeline().isMain(p.course())).toList();
  }

  private Figure living(String what, Function<Series.Point, long[]> living) {
    List<Curve> curves = new ArrayList<>();
    Csv csv = new Csv("run", "step", "step-of-course", "seq", "living-" + what);
    for (int k = 0; k < runs.size(); k++) {
      RunHistory run = runs.get(k);
      List<Series.Point> points = main(run);
      Function<Series.Point, Long> sum = p -> LongStream.of(living.apply(p)).sum();
      if (!points.isEmpty()) {
        curves.add(LivingFigures.curve(run.id(), "", Style.of(k), run, points, sum));
      }
      for (Series.Point p : points) {
        csv.row(run.id(), p.step(), run.timeline().at(p.course(), p.step()), p.seq(), sum.apply(p));
      }
    }
    return figure(
        "Living " + what,
        new Axis("living " + what, Scale.linear(LivingFigures.fromZero(curves), Plot.UP)),
        curves,
        "all-" + what,
        csv);
  }

  /** Deaths add up, so that runs of unlike fences lie in the same axes. */
  private Figure deaths() {
    List<Curve> curves = new ArrayList<>();
    Csv csv = new Csv("run", "step", "step-of-course", "births-so-far", "deaths-so-far");
    for (int k = 0; k < runs.size(); k++) {
      RunHistory run = runs.get(k);
      List<Series.Point> points = main(run);
      long births = 0;
      long deaths = 0;
      double[] x = new double[points.size()];
      double[] y = new double[points.size()];
      for (int p = 0; p < points.size(); p++) {
        Series.Point point = points.get(p);
        births += point.births();
        deaths += point.deaths();
        x[p] = run.timeline().at(point.course(), point.step());
        y[p] = deaths;
        csv.row(run.id(), point.step(), (long) x[p], births, deaths);
      }
      curves.add(new Curve(run.id(), "", Style.of(k), STEPS, x, y));
    }
    return figure(
        "Deaths so far",
        new Axis("synapses that have died", Scale.linear(LivingFigures.fromZero(curves), Plot.UP)),
        curves,
        "all-deaths",
        csv);
  }

  private Figure measure(String measure, String of, String id) {
    List<Curve> curves = new ArrayList<>();
    Csv csv = new Csv("run", "measure", "of", "step", "step-of-course", "seq", "value");
    for (int k = 0; k < runs.size(); k++) {
      RunHistory run = runs.get(k);
      List<MeasureFigures.Measured> values =
          MeasureFigures.readings(run, measure, of, Timeline.MAIN);
      curves.add(
          new Curve(
              run.id(),
              "",
              Style.of(k),
              LINE_AND_MARKS,
              values.stream().mapToDouble(MeasureFigures.Measured::at).toArray(),
              values.stream().mapToDouble(v -> v.reading().value()).toArray()));
      for (MeasureFigures.Measured v : values) {
        csv.row(
            run.id(),
            measure,
            of,
            v.reading().step(),
            v.at(),
            v.reading().seq(),
            v.reading().value());
      }
    }
    DoubleStream all = curves.stream().flatMapToDouble(c -> Arrays.stream(c.y()));
    return figure(
        "%s: %s".formatted(of, measure.replace('-', ' ')),
        new Axis(MeasureFigures.words(measure), Scale.linear(all, Plot.UP)),
        curves,
        id,
        csv);
  }

  private Figure density() {
    List<Curve> curves = new ArrayList<>();
    Csv csv = new Csv("run", "course", "step", "synapses", "density", "accuracy");
    for (int k = 0; k < runs.size(); k++) {
      RunHistory run = runs.get(k);
      List<MeasureFigures.Measured> values =
          MeasureFigures.readings(
              run, MeasureFigures.ACCURACY, MeasureFigures.made(run).orElse(""), Timeline.MAIN);
      curves.add(DensityFigures.curve(run, run.id(), values, true, Style.of(k)));
      for (MeasureFigures.Measured m : values) {
        Series.Reading r = m.reading();
        double density = run.density(r.synapses());
        csv.row(run.id(), Timeline.MAIN, r.step(), r.synapses(), density, r.value());
      }
    }
    DoubleStream all = curves.stream().flatMapToDouble(c -> Arrays.stream(c.y()));
    Plot plot =
        new Plot(
            "Accuracy against density",
            DensityFigures.across(curves),
            new Axis(MeasureFigures.words(MeasureFigures.ACCURACY), Scale.linear(all, Plot.UP)),
            List.of(),
            List.of(),
            curves,
            keys(LINE_AND_MARKS));
    return new Figure(
        "Accuracy against density",
        plot.svg("all-density"),
        "Lines follow time.",
        "compared-accuracy-density.csv",
        csv);
  }

  private Figure figure(String title, Axis up, List<Curve> curves, String id, Csv csv) {
    Curve.Form form = curves.isEmpty() ? STEPS : curves.get(0).form();
    Plot plot =
        new Plot(
            title,
            new Axis(ACROSS, LivingFigures.steps(curves)),
            up,
            List.of(),
            List.of(),
            curves,
            keys(form));
    return new Figure(
        title, plot.svg(id), "", "compared-%s.csv".formatted(id.replaceFirst("all-", "")), csv);
  }

  private List<Key> keys(Curve.Form form) {
    List<Key> keys = new ArrayList<>();
    for (int k = 0; k < runs.size(); k++) {
      keys.add(new Key(runs.get(k).id(), Style.of(k), form));
    }
    return keys;
  }
}
