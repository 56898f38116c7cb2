package org.ontogeny.dashboards.server.http;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;

/**
 * The parameters of a query. Every method throws a {@link Refusal} with status 400 that names the
 * parameter, its value and what was expected.
 */
public final class Parameters {

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * The parameters of a request.
   *
   * @param known names; others are refused
   */
  public static Parameters of(HttpRequest request, Set<String> known) {
    Map<String, List<String>> values = values(request);
    for (Map.Entry<String, List<String>> value : values.entrySet()) {
      if (!known.contains(value.getKey())) {
        String expected =
            known.isEmpty()
                ? "no parameters"
                : "one of the parameters " + String.join(", ", new TreeSet<>(known));
        throw bad(value.getKey(), value.getValue().get(0), expected);
      }
    }
    return new Parameters(values);
  }

  private static Map<String, List<String>> values(HttpRequest request) {
    try {
      return request.getUri().query().toMultiMap();
    } catch (IllegalUriException e) {
      throw new Refusal(
          Problem.of(StatusCodes.BAD_REQUEST, "expected a query of name=value pairs"));
    }
  }

  private static Refusal bad(String name, String value, String expected) {
    return new Refusal(Problem.badParameter(name, value, expected));
  }

  /** A parameter that may be given once. */
  public Optional<String> text(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      throw bad(name, all.get(1), "it once");
    }
    return all.stream().findFirst();
  }

  /** A whole number within bounds, both included; empty if it is not given. */
  public OptionalLong number(String name, long least, long most) {
    Optional<String> text = text(name);
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(number(name, text.get(), least, most));
  }

  /**
   * The whole number that a text is.
   *
   * @param name of the parameter that has the text
   */
  public static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (least <= number && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad(name, text, expected(least, most));
    }
    throw bad(name, text, expected(least, most));
  }

  private static String expected(long least, long most) {
    return most == Long.MAX_VALUE
        ? "a whole number from %d on".formatted(least)
        : "a whole number from %d to %d".formatted(least, most);
  }

  /** Whether it is {@code true}; the default if it is not given. */
  public boolean flag(String name, boolean otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(name, text.get(), "true or false");
    };
  }

  /**
   * Values of a parameter that may be given several times, each of them among those that can be.
   */
  public Set<String> all(String name, Collection<String> possible) {
    Set<String> all = new LinkedHashSet<>(values.getOrDefault(name, List.of()));
    for (String value : all) {
      requireOneOf(name, value, possible);
    }
    return all;
  }

  /** Makes sure that a value is one of those that can be. */
  public static void requireOneOf(String name, String value, Collection<String> possible) {
    if (!possible.contains(value)) {
      throw bad(name, value, "one of " + possible.stream().collect(Collectors.joining(", ")));
    }
  }
}
