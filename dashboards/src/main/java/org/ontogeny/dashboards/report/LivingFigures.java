package org.ontogeny.dashboards.report;

import static org.ontogeny.dashboards.report.plot.Curve.Form.STEPS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ontogeny.dashboards.report.plot.Axis;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Curve;
import org.ontogeny.dashboards.report.plot.Plot;
import org.ontogeny.dashboards.report.plot.Scale;
import org.ontogeny.dashboards.report.plot.Style;
import org.ontogeny.dashboards.view.Series;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/** Who lived at which step. */
final class LivingFigures {

  private LivingFigures() {}

  /**
   * Living synapses of each projection and living neurons of each population over steps.
   *
   * @param prefix of ids in the page
   */
  static List<Figure> of(RunHistory run, String prefix) {
    if (run.series().points().isEmpty()) {
      return List.of();
    }
    List<String> projections =
        run.spec().network().projections().stream().map(Projection::name).toList();
    List<String> populations =
        run.spec().network().populations().stream().map(Population::name).toList();
    return List.of(
        figure(run, prefix + "-synapses", "synapses", projections, Series.Point::synapses),
        figure(run, prefix + "-neurons", "neurons", populations, Series.Point::neurons));
  }

  private static Figure figure(
      RunHistory run,
      String id,
      String what,
      List<String> names,
      Function<Series.Point, long[]> living) {
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      curves.addAll(curves(run, names.get(k), k, living));
    }
    Plot plot =
        new Plot(
            "Living " + what,
            new Axis("steps of the course", steps(curves)),
            new Axis("living " + what, Scale.linear(fromZero(curves), Plot.UP)),
            List.of(),
            List.of(),
            curves,
            new CourseStyle(run.timeline()).keys(STEPS));
    return new Figure(
        "Living " + what,
        plot.svg(id),
        "",
        "%s-living-%s.csv".formatted(run.id(), what),
        table(run, names, living));
  }

  static Scale steps(List<Curve> curves) {
    return Scale.linear(curves.stream().flatMapToDouble(c -> Arrays.stream(c.x())), Plot.ACROSS);
  }

  static DoubleStream fromZero(List<Curve> curves) {
    return DoubleStream.concat(
        DoubleStream.of(0), curves.stream().flatMapToDouble(c -> Arrays.stream(c.y())));
  }

  /** One curve for the main course, however often it was left, and one for each control. */
  private static List<Curve> curves(
      RunHistory run, String name, int place, Function<Series.Point, long[]> living) {
    Timeline timeline = run.timeline();
    CourseStyle styles = new CourseStyle(timeline);
    List<Curve> curves = new ArrayList<>();
    List<Series.Point> main =
        run.series().points().stream().filter(p -> timeline.isMain(p.course())).toList();
    for (int course = 0; course < run.series().courses().size(); course++) {
      int number = course;
      List<Series.Point> points =
          run.series().points().stream().filter(p -> p.course() == number).toList();
      if (!timeline.isMain(course) && !points.isEmpty()) {
        curves.add(
            curve(
                name + ", " + timeline.name(course),
                "",
                styles.of(Style.of(place), course),
                run,
                points,
                p -> living.apply(p)[place]));
      }
    }
    curves.add(
        curve(name, name, Style.of(place).dashed(0), run, main, p -> living.apply(p)[place]));
    return curves;
  }

  /** A curve that goes on to the last step, where nobody came or went since. */
  static Curve curve(
      String name,
      String label,
      Style style,
      RunHistory run,
      List<Series.Point> points,
      Function<Series.Point, Long> value) {
    Timeline timeline = run.timeline();
    double[] x = new double[points.size() + 1];
    double[] y = new double[points.size() + 1];
    for (int k = 0; k < points.size(); k++) {
      x[k] = timeline.at(points.get(k).course(), points.get(k).step());
      y[k] = value.apply(points.get(k));
    }
    int course = points.get(points.size() - 1).course();
    y[points.size()] = y[points.size() - 1];
    x[points.size()] = timeline.at(course, endOf(run, course));
    return new Curve(name, label, style, STEPS, x, y);
  }

  /** The last step of a course. */
  private static long endOf(RunHistory run, int course) {
    List<Series.Course> courses = run.series().courses();
    return course + 1 < courses.size() ? courses.get(course + 1).step() : run.series().step();
  }

  private static Csv table(
      RunHistory run, List<String> names, Function<Series.Point, long[]> living) {
    Csv csv =
        new Csv(
            Stream.concat(
                    Stream.of("course", "first-step", "step", "step-of-course", "seq"),
                    names.stream())
                .toArray(String[]::new));
    for (Series.Point point : run.series().points()) {
      csv.row(
          Stream.concat(
                  Stream.<Object>of(
                      run.timeline().name(point.course()),
                      point.firstStep(),
                      point.step(),
                      run.timeline().at(point.course(), point.step()),
                      point.seq()),
                  Arrays.stream(living.apply(point)).boxed())
              .toArray());
    }
    return csv;
  }
}
