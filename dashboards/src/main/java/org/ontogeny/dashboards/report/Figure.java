package org.ontogeny.dashboards.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ontogeny.dashboards.report.plot.Csv;
import org.ontogeny.dashboards.report.plot.Markup;

/**
 * Something to look at, with its numbers.
 *
 * @param title plain text
 * @param body element of SVG or HTML that is drawn
 * @param note plain text below it; empty for none
 * @param file name that its table is saved under
 * @param table its numbers
 */
record Figure(String title, String body, String note, String file, Csv table) {

  /** It as an element of HTML. */
  String html() {
    String address =
        "data:text/csv;charset=utf-8;base64,"
            + Base64.getEncoder().encodeToString(table.toString().getBytes(StandardCharsets.UTF_8));
    return ("<figure><h4>%s</h4>%s<figcaption>%s <a download=\"%s\" href=\"%s\">CSV</a>"
            + "</figcaption></figure>\n")
        .formatted(Markup.escape(title), body, Markup.escape(note), Markup.escape(file), address);
  }
}
