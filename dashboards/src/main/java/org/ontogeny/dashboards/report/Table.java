package org.ontogeny.dashboards.report;

import java.util.List;
import org.ontogeny.dashboards.report.plot.Markup;
import org.ontogeny.dashboards.report.plot.Numbers;

/** A table of HTML that grows row by row. Cells are plain text and are escaped here. */
final class Table {

  private final StringBuilder rows = new StringBuilder();

  /** Adds a row of headings. */
  Table head(List<String> headings) {
    rows.append("<tr>");
    headings.forEach(
        h -> rows.append("<th scope=\"col\">").append(Markup.escape(h)).append("</th>"));
    rows.append("</tr>\n");
    return this;
  }

  /** Begins a row with its name; cells follow. */
  Table row(String name) {
    rows.append("<tr><th scope=\"row\">").append(Markup.escape(name)).append("</th>");
    return this;
  }

  /** Adds a cell of text. */
  Table text(String text) {
    rows.append("<td>").append(Markup.escape(text)).append("</td>");
    return this;
  }

  /** Adds a cell of a number. */
  Table number(String number) {
    rows.append("<td class=\"n\">").append(Markup.escape(number)).append("</td>");
    return this;
  }

  /**
   * Adds a cell of a number with a bar as long as a share.
   *
   * @param share 0 to 1; NaN for no bar
   */
  Table bar(String number, double share) {
    double shown = Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
    rows.append(
        "<td class=\"n bar\" style=\"--share:%s%%\">%s</td>"
            .formatted(Numbers.fixed(100 * shown, 1), Markup.escape(number)));
    return this;
  }

  /** Adds a cell of a class of its own. */
  Table marked(String name, String text) {
    rows.append("<td><span class=\"%s\">%s</span></td>".formatted(name, Markup.escape(text)));
    return this;
  }

  /** Ends a row. */
  Table end() {
    rows.append("</tr>\n");
    return this;
  }

  String html() {
    return "<div class=\"wide\"><table>\n" + rows + "</table></div>\n";
  }
}
