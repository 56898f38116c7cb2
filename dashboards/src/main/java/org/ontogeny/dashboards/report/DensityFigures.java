package org.ontogeny.dashboards.report;

import static org.ontogeny.dashboards.report.plot.Curve.Form.LINE;
import static org.ontogeny.dashboards.report.plot.Curve.Form.LINE_AND_MARKS;
import static org.ontogeny.dashboards.report.plot.Curve.Form.MARKS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.ontogeny.dashboards.report.plot.Axis;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Curve;
import org.ontogeny.dashboards.report.plot.Key;
import org.ontogeny.dashboards.report.plot.Level;
import org.ontogeny.dashboards.report.plot.Plot;
import org.ontogeny.dashboards.report.plot.Scale;
import org.ontogeny.dashboards.report.plot.Style;

/** How accurate a network is for what lives of it. */
final class DensityFigures {

  /** What is drawn across: living synapses as a share of the possible ones. */
  private static final String DENSITY = "density, % of the possible synapses";

  private static final double SPARSE = 0.1; // below this share the axis is logarithmic
  private static final int MANY = 1000; // synapses

  /** Accuracies of the main course or of one control, in order. */
  private record Accuracies(
      String course, boolean main, Style style, List<MeasureFigures.Measured> values) {

    String name() {
      return main ? "main course" : "control: " + course;
    }

    Key key() {
      return new Key(name(), style, main ? LINE_AND_MARKS : MARKS);
    }
  }

  private DensityFigures() {}

  /** Accuracy over density, and efficiency over steps. */
  static List<Figure> of(RunHistory run, String of, String prefix) {
    List<Accuracies> courses = accuracies(run, of);
    return List.of(
        density(run, courses, prefix + "-density"),
        efficiency(run, courses, prefix + "-efficient"));
  }

  private static List<Accuracies> accuracies(RunHistory run, String of) {
    List<String> courses = new ArrayList<>(List.of(Timeline.MAIN));
    courses.addAll(run.timeline().controls());
    List<Accuracies> all = new ArrayList<>();
    for (String course : courses) {
      List<MeasureFigures.Measured> values =
          MeasureFigures.readings(run, MeasureFigures.ACCURACY, of, course);
      if (!values.isEmpty()) {
        Style style = Style.of(courses.indexOf(course));
        all.add(new Accuracies(course, course.equals(Timeline.MAIN), style, values));
      }
    }
    return all;
  }

  private static Figure density(RunHistory run, List<Accuracies> courses, String id) {
    List<Key> keys = new ArrayList<>(courses.stream().map(Accuracies::key).toList());
    List<Curve> curves =
        courses.stream().map(c -> curve(run, c.name(), c.values(), c.main(), c.style())).toList();
    Csv csv = new Csv("course", "step", "seq", "synapses", "density", "accuracy");
    for (Accuracies course : courses) {
      for (MeasureFigures.Measured m : course.values()) {
        long synapses = m.reading().synapses();
        csv.row(
            course.course(),
            m.reading().step(),
            m.reading().seq(),
            synapses,
            run.density(synapses),
            m.reading().value());
      }
    }
    List<Level> levels = new ArrayList<>();
    if (run.outcome().pixels().isPresent()) {
      Style style = Style.of(1 + run.timeline().controls().size());
      levels.add(new Level("pixels", style, run.outcome().pixels().getAsDouble(), false));
      keys.add(new Key("raw pixels", style, LINE));
    }
    Plot plot =
        new Plot(
            "Accuracy over density",
            across(curves),
            new Axis(
                MeasureFigures.words(MeasureFigures.ACCURACY),
                MeasureFigures.values(curves, levels)),
            List.of(),
            levels,
            curves,
            keys);
    return new Figure(
        "Accuracy against density",
        plot.svg(id),
        "Lines follow time.",
        run.id() + "-accuracy-density.csv",
        csv);
  }

  /** The axis of densities. */
  static Axis across(List<Curve> curves) {
    double[] all =
        curves.stream().flatMapToDouble(c -> Arrays.stream(c.x())).filter(d -> d > 0).toArray();
    double least = DoubleStream.of(all).min().orElse(100);
    DoubleStream whole = DoubleStream.concat(DoubleStream.of(0, 100), DoubleStream.of(all));
    return new Axis(
        DENSITY,
        least < 100 * SPARSE
            ? Scale.logarithmic(DoubleStream.of(all))
            : Scale.linear(whole, Plot.ACROSS));
  }

  /** Accuracy over density. */
  static Curve curve(
      RunHistory run,
      String name,
      List<MeasureFigures.Measured> values,
      boolean joined,
      Style style) {
    return new Curve(
        name,
        "",
        style,
        joined ? LINE_AND_MARKS : MARKS,
        each(values, m -> 100 * run.density(m.reading().synapses())),
        each(values, m -> m.reading().value()));
  }

  /**
   * Stothers 2019, figure 2b, draws an efficiency without saying what it is: here it is how much of
   * the accuracy comes on a living synapse, and how many times a full network is larger.
   */
  private static Figure efficiency(RunHistory run, List<Accuracies> courses, String id) {
    List<Curve> curves = new ArrayList<>();
    Csv csv =
        new Csv(
            "course",
            "step",
            "step-of-course",
            "seq",
            "synapses",
            "accuracy",
            "accuracy-by-synapses",
            "one-by-density");
    for (Accuracies course : courses) {
      List<MeasureFigures.Measured> living =
          course.values().stream().filter(m -> m.reading().synapses() > 0).toList();
      curves.add(
          new Curve(
              course.name(),
              "",
              course.style(),
              course.key().form(),
              each(living, MeasureFigures.Measured::at),
              each(living, m -> MANY * m.reading().value() / m.reading().synapses())));
      for (MeasureFigures.Measured m : living) {
        long synapses = m.reading().synapses();
        csv.row(
            course.course(),
            m.reading().step(),
            m.at(),
            m.reading().seq(),
            synapses,
            m.reading().value(),
            m.reading().value() / synapses,
            1 / run.density(synapses));
      }
    }
    DoubleStream all = curves.stream().flatMapToDouble(c -> Arrays.stream(c.y()));
    Plot plot =
        new Plot(
            "Efficiency",
            new Axis("steps of the course", MeasureFigures.steps(curves)),
            new Axis("accuracy per 1,000 living synapses", Scale.logarithmic(all)),
            List.of(),
            List.of(),
            curves,
            courses.size() > 1 ? courses.stream().map(Accuracies::key).toList() : List.of());
    return new Figure(
        "Efficiency",
        plot.svg(id),
        "1 / density is in the table.",
        run.id() + "-efficiency.csv",
        csv);
  }

  private static double[] each(
      List<MeasureFigures.Measured> values, ToDoubleFunction<MeasureFigures.Measured> number) {
    return values.stream().mapToDouble(number).toArray();
  }
}
