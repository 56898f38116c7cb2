package org.ontogeny.dashboards.bench.peer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line {@code LABEL: NUMBER UNIT} of a script.
 *
 * @param label with runs of blanks made one
 * @param number in the unit
 * @param unit and whatever follows
 */
public record ResultLine(String label, double number, String unit) {

  private static final Pattern FORM =
      Pattern.compile("(.+): +([0-9][0-9,]*(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?) +(\\S.*)");

  /** Reads a line; empty if it is another kind of line. */
  public static Optional<ResultLine> of(String line) {
    Matcher form = FORM.matcher(line.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ResultLine(
            form.group(1).replaceAll("\\s+", " "),
            Double.parseDouble(form.group(2).replace(",", "")),
            form.group(3)));
  }

  /** The first result whose label contains the pattern. */
  public static Optional<ResultLine> find(List<String> lines, Pattern label) {
    return lines.stream()
        .map(ResultLine::of)
        .flatMap(Optional::stream)
        .filter(result -> label.matcher(result.label()).find())
        .findFirst();
  }
}
