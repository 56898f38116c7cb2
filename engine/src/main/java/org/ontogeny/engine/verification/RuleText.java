package org.ontogeny.engine.verification;

import java.util.List;

/** A rule as events spell it: a name and arguments, {@code layer-percentile(10.0,strict)}. */
record RuleText(String name, List<String> arguments) {

  /**
   * Reads a rule. What does not end as a list of arguments has none: rules that are not the
   * engine's may be spelled in any way.
   *
   * @throws IllegalArgumentException if the text has no name
   */
  static RuleText parse(String text) {
    int open = text.indexOf('(');
    String name = open < 0 ? text : text.substring(0, open);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a rule without a name: '" + text + "'");
    }
    return new RuleText(
        name,
        open >= 0 && text.endsWith(")")
            ? List.of(text.substring(open + 1, text.length() - 1).split(",", -1))
            : List.of());
  }

  /**
   * An argument as a number.
   *
   * @throws IllegalArgumentException if it is none
   */
  double real(int place) {
    return Double.parseDouble(arguments.get(place));
  }

  /**
   * Fails unless there are so many arguments.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  void requireArguments(int count) {
    if (arguments.size() != count) {
      throw new IllegalArgumentException(
          "%s needs %d arguments, got %d".formatted(name, count, arguments.size()));
    }
  }
}
