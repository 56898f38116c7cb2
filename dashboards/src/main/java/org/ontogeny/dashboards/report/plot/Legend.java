package org.ontogeny.dashboards.report.plot;

import java.util.ArrayList;
import java.util.List;

/** Entries side by side above a plot, in as many lines as they need. */
final class Legend {

  private static final double SAMPLE = 26; // width of a line in it, with the gap behind
  private static final double GAP = 14;
  private static final int LONGEST = 60; // characters of an entry

  private record Entry(Key key, String text, double x, int line) {}

  private final List<Entry> entries = new ArrayList<>();
  private int lines;

  Legend(List<Key> keys, double width) {
    double x = 0;
    for (Key key : keys) {
      String text = Markup.shortened(key.text(), LONGEST);
      double needed = SAMPLE + Lettering.width(text);
      if (lines == 0 || x + needed > width) {
        lines++;
        x = 0;
      }
      entries.add(new Entry(key, text, x, lines - 1));
      x += needed + GAP;
    }
  }

  double height() {
    return lines * Lettering.LINE;
  }

  void draw(StringBuilder svg) {
    for (Entry entry : entries) {
      double y = (entry.line() + 0.5) * Lettering.LINE + 1;
      Style style = entry.key().style();
      Curve.Form form = entry.key().form();
      if (form != Curve.Form.MARKS) {
        svg.append(
            "<path class=\"%s\" d=\"%s\"/>"
                .formatted(style.line(), PathData.numbers("M%s %sh%s", entry.x(), y, SAMPLE - 6)));
      }
      if (form == Curve.Form.MARKS || form == Curve.Form.LINE_AND_MARKS) {
        svg.append(
            "<path class=\"%s\" d=\"%s\"/>"
                .formatted(style.mark(), style.outline(entry.x() + SAMPLE / 2 - 3, y)));
      }
      svg.append(
          "<text x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  PathData.number(entry.x() + SAMPLE),
                  PathData.number(y + 4),
                  Markup.escape(entry.text())));
    }
  }
}
