package org.ontogeny.engine.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One object of a specification, read key by key. It remembers which keys were asked for and with
 * which value, so that unknown keys are errors and the resolved specification names every value
 * that a run used.
 */
final class Section {

  private final String path;
  private final ConfigObject values;
  private final Map<String, Object> resolved = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Section> children = new ArrayList<>();

  Section(String path, ConfigObject values) {
    this.path = path;
    this.values = values;
  }

  /** Every value that was read, defaults included. */
  Map<String, Object> resolved() {
    return resolved;
  }

  boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  String text(String key) {
    return keep(key, read(key, "text", Config::getString));
  }

  String text(String key, String otherwise) {
    return has(key) ? text(key) : keep(key, otherwise);
  }

  int integer(String key, int least) {
    int value = read(key, "a whole number", Section::small);
    require(key, value >= least, "at least " + least, value);
    return keep(key, value);
  }

  int integer(String key, int least, int otherwise) {
    return has(key) ? integer(key, least) : keep(key, otherwise);
  }

  long number(String key, long least, long otherwise) {
    if (!has(key)) {
      return keep(key, otherwise);
    }
    long value = read(key, "a whole number", Section::whole);
    require(key, value >= least, "at least " + least, value);
    return keep(key, value);
  }

  double real(String key) {
    double value = read(key, "a number", Config::getDouble);
    require(key, Double.isFinite(value), "a finite number", value);
    return keep(key, value);
  }

  double real(String key, double otherwise) {
    return has(key) ? real(key) : keep(key, otherwise);
  }

  boolean flag(String key, boolean otherwise) {
    return keep(key, has(key) ? read(key, "true or false", Config::getBoolean) : otherwise);
  }

  /** A list of whole numbers, which may be empty. */
  List<Long> numbers(String key, long least) {
    List<Long> values = read(key, "a list of whole numbers", Section::wholes);
    require(key, values.stream().allMatch(v -> v >= least), "numbers of at least " + least, values);
    return keep(key, values);
  }

  List<String> texts(String key, List<String> otherwise) {
    return keep(key, has(key) ? read(key, "a list of names", Config::getStringList) : otherwise);
  }

  /** One of the names of an enumeration, in lower case with hyphens. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String word = read(key, "text", Config::getString);
    keep(key, word);
    return constant(key, type, word);
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    if (has(key)) {
      return choice(key, type);
    }
    keep(key, word(otherwise));
    return otherwise;
  }

  /** Several of the names of an enumeration. */
  <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
    Set<E> chosen = new LinkedHashSet<>();
    texts(key, List.of()).forEach(word -> chosen.add(constant(key, type, word)));
    return chosen;
  }

  private <E extends Enum<E>> E constant(String key, Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(word)) {
        return constant;
      }
    }
    String all =
        Arrays.stream(type.getEnumConstants()).map(Section::word).collect(Collectors.joining(", "));
    throw error(key, "one of " + all, word);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An object within this one; empty where the file has none. */
  Section section(String key) {
    known.add(key);
    ConfigValue value = values.get(key);
    ConfigObject object =
        value == null ? ConfigFactory.empty(place(values.origin())).root() : object(key, value);
    Section child = child(key, object);
    resolved.put(key, child.resolved);
    return child;
  }

  /** An object whose keys are not for this reader to know; empty where the file has none. */
  ConfigObject foreign(String key) {
    known.add(key);
    ConfigValue value = values.get(key);
    return value == null ? ConfigFactory.empty().root() : object(key, value);
  }

  /** The objects of a list. */
  List<Section> sections(String key) {
    known.add(key);
    ConfigValue value = values.get(key);
    if (!(value instanceof ConfigList list)) {
      throw value == null ? missing(key, "a list of objects") : error(key, "a list of objects");
    }
    List<Section> sections = new ArrayList<>();
    for (int k = 0; k < list.size(); k++) {
      sections.add(child(key + "[" + k + "]", object(key + "[" + k + "]", list.get(k))));
    }
    resolved.put(key, sections.stream().map(Section::resolved).toList());
    return sections;
  }

  private Section child(String key, ConfigObject object) {
    Section child = new Section(inner(key), object);
    children.add(child);
    return child;
  }

  private ConfigObject object(String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw new SpecException(
        "%s: %s: expected an object in braces".formatted(place(value.origin()), inner(key)));
  }

  /** Complains about keys that nobody asked for, here and in all sections within. */
  void requireNoMore() {
    for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new SpecException(
            "%s: unknown key %s; expected %s"
                .formatted(
                    place(entry.getValue().origin()),
                    inner(entry.getKey()),
                    known.isEmpty() ? "none here" : "one of " + String.join(", ", known)));
      }
    }
    children.forEach(Section::requireNoMore);
  }

  /** What a constructor finds wrong with values of this section, with the place of a key. */
  <T> T checked(String key, Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      ConfigOrigin origin = values.containsKey(key) ? values.get(key).origin() : values.origin();
      String where = values.containsKey(key) ? inner(key) : path;
      throw new SpecException("%s: %s: %s".formatted(place(origin), where, e.getMessage()), e);
    }
  }

  /** The error of a key whose value, given or by default, is not as expected. */
  SpecException error(String key, String expected) {
    Object got = values.containsKey(key) ? values.get(key).unwrapped() : resolved.get(key);
    return error(key, expected, got);
  }

  private SpecException error(String key, String expected, Object got) {
    ConfigOrigin origin = values.containsKey(key) ? values.get(key).origin() : values.origin();
    return new SpecException(
        "%s: %s: expected %s, got %s".formatted(place(origin), inner(key), expected, got));
  }

  private SpecException missing(String key, String expected) {
    String given = values.isEmpty() ? "" : "; given are " + String.join(", ", values.keySet());
    return new SpecException(
        "%s: %s is missing: expected %s%s"
            .formatted(place(values.origin()), inner(key), expected, given));
  }

  private void require(String key, boolean holds, String expected, Object got) {
    if (!holds) {
      throw error(key, expected, got);
    }
  }

  private interface Read<T> {
    T of(Config config, String key);
  }

  private <T> T read(String key, String expected, Read<T> read) {
    known.add(key);
    if (!values.containsKey(key)) {
      throw missing(key, expected);
    }
    try {
      return read.of(values.toConfig(), "\"" + key + "\"");
    } catch (ConfigException.WrongType | ConfigException.Null e) {
      throw error(key, expected);
    }
  }

  /** A number without a fraction; the library would cut it off. */
  private static long whole(Config config, String key) {
    return exact(config.getNumber(key), config, key);
  }

  private static List<Long> wholes(Config config, String key) {
    return config.getNumberList(key).stream().map(number -> exact(number, config, key)).toList();
  }

  private static long exact(Number number, Config config, String key) {
    long value = number.longValue();
    if (number.doubleValue() != (double) value) {
      throw new ConfigException.WrongType(config.origin(), key + " is not a whole number");
    }
    return value;
  }

  private static int small(Config config, String key) {
    long value = whole(config, key);
    if ((int) value != value) {
      throw new ConfigException.WrongType(config.origin(), key + " is too large");
    }
    return (int) value;
  }

  private <T> T keep(String key, T value) {
    known.add(key);
    resolved.put(key, value);
    return value;
  }

  private String inner(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** File and line, or what stands in their place. */
  static String place(ConfigOrigin origin) {
    String file = origin.filename() != null ? origin.filename() : origin.resource();
    if (file == null) {
      return origin.description();
    }
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }
}
