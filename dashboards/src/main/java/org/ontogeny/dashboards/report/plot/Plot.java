package org.ontogeny.dashboards.report.plot;

import java.util.List;
import java.util.stream.Stream;

/**
 * A plot with two axes. Where things are drawn:
 *
 * <pre>
 *  legend, in lines
 *  label of the vertical axis
 *  ticks | bars, levels, curves | names at the ends of curves
 *        | ticks
 *          label of the horizontal axis
 * </pre>
 *
 * @param title for whoever cannot see it
 * @param bars drawn first, under all else
 * @param levels straight lines for comparison
 * @param curves drawn last
 * @param keys of the legend; none where the names at the ends of curves say it all
 */
public record Plot(
    String title,
    Axis x,
    Axis y,
    List<Bars> bars,
    List<Level> levels,
    List<Curve> curves,
    List<Key> keys) {

  /** Width of the drawing; lengths are in its units, about a pixel each. */
  public static final double WIDTH = 420;

  /** Steps between ticks of the horizontal axis, at most. */
  public static final int ACROSS = 5;

  /** Steps between ticks of the vertical axis, at most. */
  public static final int UP = 6;

  private static final double HEIGHT = 232; // of the frame with its axes, without the legend
  private static final double FOOT = 36; // ticks and label of the horizontal axis
  private static final double HEAD = 28; // label of the vertical axis

  /**
   * The drawing as an element of SVG.
   *
   * @param id unique in its page: a letter, then letters, digits and hyphens
   */
  public String svg(String id) {
    Legend legend = new Legend(keys, WIDTH - 4);
    Frame frame = frame(legend.height());
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg class=\"plot\" viewBox=\"0 0 %s %s\" role=\"img\""
                + " aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title>"
                + "<desc id=\"%s-d\">%s</desc>")
            .formatted(
                PathData.number(WIDTH),
                PathData.number(frame.bottom() + FOOT),
                id,
                id,
                id,
                Markup.escape(title),
                id,
                Markup.escape(description())));
    legend.draw(svg);
    drawAxes(frame, svg);
    bars.forEach(b -> draw(b, frame, svg));
    EndLabels labels = new EndLabels();
    levels.forEach(level -> draw(level, frame, labels, svg));
    curves.forEach(curve -> draw(curve, frame, labels, svg));
    labels.draw(frame.right(), frame.bottom(), svg);
    return svg.append("</svg>").toString();
  }

  /** What it shows, in words: where its curves begin and end, and how its bars lie. */
  String description() {
    StringBuilder text = new StringBuilder();
    text.append("Across: %s. Up: %s.".formatted(x.label(), y.label()));
    curves.stream().filter(c -> c.x().length > 0).forEach(c -> text.append(describe(c)));
    levels.forEach(l -> text.append(" %s: at %s.".formatted(l.label(), Numbers.brief(l.at()))));
    bars.forEach(b -> text.append(describe(b)));
    return text.toString();
  }

  private static String describe(Curve curve) {
    int last = curve.x().length - 1;
    String end =
        "%s at %s".formatted(Numbers.brief(curve.y()[last]), Numbers.brief(curve.x()[last]));
    return last == 0
        ? " %s: %s.".formatted(curve.name(), end)
        : " %s: from %s at %s to %s."
            .formatted(curve.name(), Numbers.brief(curve.y()[0]), Numbers.brief(curve.x()[0]), end);
  }

  private static String describe(Bars bars) {
    int highest = 0;
    for (int k = 1; k < bars.heights().length; k++) {
      highest = bars.heights()[k] > bars.heights()[highest] ? k : highest;
    }
    return bars.heights().length == 0
        ? ""
        : " %s: %s bars from %s to %s, the highest %s at %s to %s."
            .formatted(
                bars.name(),
                bars.heights().length,
                Numbers.brief(bars.edges()[0]),
                Numbers.brief(bars.edges()[bars.heights().length]),
                Numbers.brief(bars.heights()[highest]),
                Numbers.brief(bars.edges()[highest]),
                Numbers.brief(bars.edges()[highest + 1]));
  }

  private Frame frame(double above) {
    double left =
        y.scale().ticks(UP).stream().mapToDouble(t -> Lettering.width(t.label())).max().orElse(0)
            + 10;
    double beyond = x.scale().ticks(ACROSS).stream().mapToDouble(this::overhang).max().orElse(0);
    double labels =
        EndLabels.width(
            Stream.concat(
                    levels.stream().filter(l -> !l.vertical()).map(Level::label),
                    curves.stream().map(Curve::label))
                .toList());
    double right = WIDTH - Math.max(6, Math.max(labels, beyond));
    return new Frame(left, above + HEAD, right, above + HEIGHT - FOOT, x.scale(), y.scale());
  }

  /** How far the label of a tick reaches beyond the end of the axis, if the tick is there. */
  private double overhang(Tick tick) {
    return x.scale().place(tick.at()) > 0.95 ? Lettering.width(tick.label()) / 2 : 0;
  }

  private void drawAxes(Frame frame, StringBuilder svg) {
    for (Tick tick : y.scale().ticks(UP)) {
      double at = frame.y(tick.at());
      svg.append(
          "<path class=\"%s\" d=\"%s\"/>"
              .formatted(
                  tick.label().isEmpty() ? "g minor" : "g",
                  PathData.numbers("M%s %sH%s", frame.left(), at, frame.right())));
      text("e", frame.left() - 6, at + 4, tick.label(), svg);
    }
    for (Tick tick : x.scale().ticks(ACROSS)) {
      double at = frame.x(tick.at());
      svg.append(
          "<path class=\"a\" d=\"%s\"/>"
              .formatted(PathData.numbers("M%s %sv4", at, frame.bottom())));
      text("m", at, frame.bottom() + 16, tick.label(), svg);
    }
    svg.append(
        "<path class=\"a\" d=\"%s\"/>"
            .formatted(PathData.numbers("M%s %sH%s", frame.left(), frame.bottom(), frame.right())));
    text("s q", 0, frame.top() - 9, y.label(), svg);
    text("m q", (frame.left() + frame.right()) / 2, frame.bottom() + 32, x.label(), svg);
  }

  private static void text(String classes, double x, double y, String text, StringBuilder svg) {
    if (!text.isEmpty()) {
      svg.append(
          "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(classes, PathData.number(x), PathData.number(y), Markup.escape(text)));
    }
  }

  private static void draw(Bars bars, Frame frame, StringBuilder svg) {
    svg.append("<g class=\"b c%s\">".formatted(bars.style().colour()));
    for (int k = 0; k < bars.heights().length; k++) {
      double height = bars.heights()[k];
      double left = frame.x(bars.edges()[k]);
      double right = frame.x(bars.edges()[k + 1]);
      double top = frame.y(height);
      if (height > 0 && Double.isFinite(top)) {
        svg.append(
            "<path d=\"%s\"><title>%s</title></path>"
                .formatted(
                    PathData.numbers(
                        "M%s %sV%sH%sV%sz", left, frame.bottom(), top, right, frame.bottom()),
                    Markup.escape(
                        "%s, %s to %s: %s"
                            .formatted(
                                bars.name(),
                                Numbers.brief(bars.edges()[k]),
                                Numbers.brief(bars.edges()[k + 1]),
                                Numbers.brief(height)))));
      }
    }
    svg.append("</g>");
  }

  private static void draw(Level level, Frame frame, EndLabels labels, StringBuilder svg) {
    double at = level.vertical() ? frame.x(level.at()) : frame.y(level.at());
    String path =
        level.vertical()
            ? PathData.numbers("M%s %sV%s", at, frame.top(), frame.bottom())
            : PathData.numbers("M%s %sH%s", frame.left(), at, frame.right());
    svg.append("<path class=\"%s\" d=\"%s\"/>".formatted(level.style().line(), path));
    if (!level.vertical()) {
      labels.add(level.label(), level.style(), at);
    }
  }

  private static void draw(Curve curve, Frame frame, EndLabels labels, StringBuilder svg) {
    double[] x = frame.xs(curve.x());
    double[] y = frame.ys(curve.y());
    if (curve.hasLine()) {
      svg.append(
          "<path class=\"%s\" d=\"%s\"><title>%s</title></path>"
              .formatted(
                  curve.style().line(),
                  PathData.through(x, y, curve.form() == Curve.Form.STEPS),
                  Markup.escape(curve.name())));
    }
    if (curve.hasMarks()) {
      drawMarks(curve, x, y, svg);
    }
    if (y.length > 0) {
      labels.add(curve.label(), curve.style(), y[y.length - 1]);
    }
  }

  private static void drawMarks(Curve curve, double[] x, double[] y, StringBuilder svg) {
    svg.append("<g class=\"%s\">".formatted(curve.style().mark()));
    for (int k = 0; k < x.length; k++) {
      if (Double.isFinite(x[k]) && Double.isFinite(y[k])) {
        svg.append(
            "<path d=\"%s\"><title>%s</title></path>"
                .formatted(
                    curve.style().outline(x[k], y[k]),
                    Markup.escape(
                        "%s, %s: %s"
                            .formatted(
                                curve.name(),
                                Numbers.brief(curve.x()[k]),
                                Numbers.brief(curve.y()[k])))));
      }
    }
    svg.append("</g>");
  }
}
