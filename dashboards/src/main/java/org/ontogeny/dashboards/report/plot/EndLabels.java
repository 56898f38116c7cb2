package org.ontogeny.dashboards.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names at the right end of curves, moved apart where those lie close together. */
final class EndLabels {

  private static final double APART = 13.5;
  private static final int LONGEST = 16; // characters

  private record Label(String text, Style style, double y) {}

  private final List<Label> labels = new ArrayList<>();

  void add(String text, Style style, double y) {
    if (!text.isEmpty() && Double.isFinite(y)) {
      labels.add(new Label(Markup.shortened(text, LONGEST), style, y));
    }
  }

  /** Room that such labels need beside the plot. */
  static double width(List<String> texts) {
    return texts.stream()
        .filter(text -> !text.isEmpty())
        .mapToDouble(text -> Lettering.width(Markup.shortened(text, LONGEST)) + 9)
        .max()
        .orElse(0);
  }

  /**
   * Heights of labels from top to bottom, at least so far apart and as near to those wanted as one
   * sweep down and one up make them.
   *
   * @param wanted ascending
   * @param lowest that any may have
   */
  static double[] apart(double[] wanted, double lowest) {
    double[] y = wanted.clone();
    for (int k = 1; k < y.length; k++) {
      y[k] = Math.max(y[k], y[k - 1] + APART);
    }
    double limit = lowest;
    for (int k = y.length - 1; k >= 0; k--) {
      y[k] = Math.min(y[k], limit);
      limit = y[k] - APART;
    }
    return y;
  }

  void draw(double x, double lowest, StringBuilder svg) {
    labels.sort(Comparator.comparingDouble(Label::y));
    double[] y = apart(labels.stream().mapToDouble(Label::y).toArray(), lowest);
    for (int k = 0; k < y.length; k++) {
      Label label = labels.get(k);
      svg.append(
          "<path class=\"t c%s\" d=\"%s\"/>"
              .formatted(
                  label.style().colour(),
                  PathData.numbers("M%s %sL%s %s", x + 1, label.y(), x + 6, y[k])));
      svg.append(
          "<text x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  PathData.number(x + 8), PathData.number(y[k] + 4), Markup.escape(label.text())));
    }
  }
}
