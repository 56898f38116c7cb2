package org.ontogeny.dashboards.report;

import static org.ontogeny.dashboards.report.plot.Curve.Form.LINE;
import static org.ontogeny.dashboards.report.plot.Curve.Form.LINE_AND_MARKS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.ontogeny.dashboards.report.plot.Axis;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Curve;
import org.ontogeny.dashboards.report.plot.Key;
import org.ontogeny.dashboards.report.plot.Level;
import org.ontogeny.dashboards.report.plot.Plot;
import org.ontogeny.dashboards.report.plot.Scale;
import org.ontogeny.dashboards.report.plot.Style;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.Series;

/** What was measured, over steps. */
final class MeasureFigures {

  /** What is drawn over density. */
  static final String ACCURACY = "accuracy";

  /** What the network makes of examples, by which its accuracy is taken; empty for nothing. */
  static Optional<String> made(RunHistory run) {
    return things(run, ACCURACY).stream().filter(of -> !of.equals(Outcome.PIXELS)).findFirst();
  }

  private static final String COUNTS = "living-";

  /** Values of one thing, in the main course or in one control. */
  private record Line(String of, String course, List<Measured> values) {

    String name() {
      return course.equals(Timeline.MAIN) ? of : course;
    }
  }

  /**
   * A value with its place.
   *
   * @param at step on the timeline
   */
  record Measured(int course, long at, Series.Reading reading) {}

  private MeasureFigures() {}

  /** A plot for each measure, and those of accuracy beside density. */
  static List<Figure> of(RunHistory run, String prefix) {
    List<Figure> figures = new ArrayList<>();
    for (String measure : measures(run)) {
      if (measure.startsWith(COUNTS)) {
        continue; // drawn from the events themselves, step by step
      }
      figures.add(measure(run, measure, prefix + "-measure-" + figures.size()));
    }
    made(run).ifPresent(of -> figures.addAll(DensityFigures.of(run, of, prefix)));
    return figures;
  }

  /** Names of what was measured, accuracy on held-out examples first. */
  static List<String> measures(RunHistory run) {
    return run.series().measures().stream()
        .map(Series.Readings::measure)
        .distinct()
        .sorted(Comparator.comparing(measure -> !measure.equals(ACCURACY)))
        .toList();
  }

  /** How it is called in a sentence. */
  static String words(String measure) {
    return switch (measure) {
      case "accuracy" -> "accuracy on held-out examples, share";
      case "accuracy-train" -> "accuracy on training examples, share";
      default -> measure.replace('-', ' ');
    };
  }

  /** Values of a measure on one thing in courses of one name, in order. */
  static List<Measured> readings(RunHistory run, String measure, String of, String course) {
    List<Measured> values = new ArrayList<>();
    for (Series.Readings readings : run.series().measures()) {
      boolean wanted =
          readings.measure().equals(measure)
              && readings.of().equals(of)
              && run.timeline().name(readings.course()).equals(course);
      if (wanted) {
        for (Series.Reading r : readings.readings()) {
          values.add(
              new Measured(readings.course(), run.timeline().at(readings.course(), r.step()), r));
        }
      }
    }
    return values;
  }

  /** What a measure was taken of, in order. */
  static List<String> things(RunHistory run, String measure) {
    return run.series().measures().stream()
        .filter(r -> r.measure().equals(measure))
        .map(Series.Readings::of)
        .distinct()
        .toList();
  }

  private static List<Line> lines(RunHistory run, String measure) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (String of : things(run, measure)) {
      for (Series.Readings r : run.series().measures()) {
        if (r.measure().equals(measure) && r.of().equals(of)) {
          String course = run.timeline().name(r.course());
          lines.putIfAbsent(
              of + "\0" + course, new Line(of, course, readings(run, measure, of, course)));
        }
      }
    }
    return List.copyOf(lines.values());
  }

  /** What was measured once is a level to compare with; all else is a curve. */
  private static Figure measure(RunHistory run, String measure, String id) {
    List<Line> lines = lines(run, measure);
    boolean curved = lines.stream().anyMatch(line -> line.values().size() > 1);
    List<Curve> curves = new ArrayList<>();
    List<Level> levels = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    int place = 0;
    for (Line line : ordered(lines)) {
      Style style = Style.of(place++);
      String full =
          line.course().equals(Timeline.MAIN)
              ? line.of()
              : "%s, control %s".formatted(line.of(), line.course());
      double first = line.values().get(0).reading().value();
      if (curved && line.values().size() == 1 && Double.isFinite(first)) {
        levels.add(new Level(line.name(), style, first, false));
        keys.add(new Key(full, style, LINE));
      } else {
        curves.add(curve(full, line, style));
        keys.add(new Key(full, style, LINE_AND_MARKS));
      }
    }
    Plot plot =
        new Plot(
            words(measure),
            new Axis("steps of the course", steps(curves)),
            new Axis(words(measure), values(curves, levels)),
            List.of(),
            levels,
            curves,
            keys.size() > 1 ? keys : List.of());
    return new Figure(
        heading(measure),
        plot.svg(id),
        levels.isEmpty() ? "" : "A straight line was measured once.",
        "%s-%s.csv".formatted(run.id(), measure),
        table(run, measure));
  }

  private static String heading(String measure) {
    String words = words(measure).replace(", share", "");
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** The one with most values first, so that it has the first colour and a solid line. */
  private static List<Line> ordered(List<Line> lines) {
    return lines.stream()
        .sorted((a, b) -> Integer.compare(b.values().size(), a.values().size()))
        .toList();
  }

  private static Curve curve(String full, Line line, Style style) {
    return new Curve(
        full,
        line.name(),
        style,
        LINE_AND_MARKS,
        line.values().stream().mapToDouble(Measured::at).toArray(),
        line.values().stream().mapToDouble(m -> m.reading().value()).toArray());
  }

  static Scale steps(List<Curve> curves) {
    return Scale.linear(curves.stream().flatMapToDouble(c -> Arrays.stream(c.x())), Plot.ACROSS);
  }

  static Scale values(List<Curve> curves, List<Level> levels) {
    return Scale.linear(
        DoubleStream.concat(
            curves.stream().flatMapToDouble(c -> Arrays.stream(c.y())),
            levels.stream().filter(l -> !l.vertical()).mapToDouble(Level::at)),
        Plot.UP);
  }

  private static Csv table(RunHistory run, String measure) {
    Csv csv =
        new Csv(
            "measure",
            "of",
            "course",
            "step",
            "step-of-course",
            "seq",
            "value",
            "synapses",
            "neurons",
            "folded");
    for (Line line : lines(run, measure)) {
      for (Measured m : line.values()) {
        Series.Reading r = m.reading();
        csv.row(
            measure,
            line.of(),
            line.course(),
            r.step(),
            m.at(),
            r.seq(),
            r.value(),
            r.synapses(),
            r.neurons(),
            r.folded());
      }
    }
    return csv;
  }
}
