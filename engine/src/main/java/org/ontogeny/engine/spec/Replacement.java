package org.ontogeny.engine.spec;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that replaces one of a specification, as {@code --set} or a member of a campaign gives
 * it. Elements of lists are named by their place, from 0: {@code stages.3.updates=500}. Null takes
 * a key out.
 *
 * @param path keys, separated by dots
 * @param value in the place of the other
 * @param name what a message calls it
 */
record Replacement(String path, ConfigValue value, String name) {

  /** That of an option {@code --set path=text}; the text is HOCON, or else itself. */
  static Replacement option(String path, String text) {
    String name = "--set " + path + "=" + text;
    return new Replacement(path, ConfigValueFactory.fromAnyRef(parsed(text), name), name);
  }

  /** Those of an object: each value within it that is no object itself replaces one. */
  static List<Replacement> all(ConfigObject set) {
    List<Replacement> all = new ArrayList<>();
    collect(List.of(), set, all);
    return all;
  }

  private static void collect(List<String> keys, ConfigValue value, List<Replacement> all) {
    if (value instanceof ConfigObject object) {
      object.forEach(
          (key, child) -> {
            List<String> inner = new ArrayList<>(keys);
            inner.add(key);
            collect(inner, child, all);
          });
    } else {
      String path = ConfigUtil.joinPath(keys);
      all.add(new Replacement(path, value, Section.place(value.origin()) + ": " + path));
    }
  }

  /** The specification with the value replaced. */
  ConfigObject in(ConfigObject specification) {
    List<String> keys;
    try {
      keys = ConfigUtil.splitPath(path);
    } catch (ConfigException e) {
      throw new SpecException(name + ": not a key", e);
    }
    return (ConfigObject) in(specification, keys);
  }

  private ConfigValue in(ConfigValue place, List<String> keys) {
    if (keys.isEmpty()) {
      return value;
    }
    String key = keys.get(0);
    List<String> rest = keys.subList(1, keys.size());
    if (place instanceof ConfigList list) {
      List<ConfigValue> elements = new ArrayList<>(list);
      int index = index(key, elements.size());
      elements.set(index, in(elements.get(index), rest));
      return ConfigValueFactory.fromIterable(elements, list.origin().description());
    }
    ConfigObject object =
        place instanceof ConfigObject given ? given : ConfigFactory.empty(name).root();
    return rest.isEmpty() && value.valueType() == ConfigValueType.NULL
        ? without(key, object)
        : object.withValue(key, in(object.get(key), rest));
  }

  private ConfigObject without(String key, ConfigObject object) {
    if (!object.containsKey(key)) {
      throw new SpecException(name + ": null takes a key out, and there is no such key");
    }
    return object.withoutKey(key);
  }

  private int index(String key, int size) {
    try {
      int index = Integer.parseInt(key);
      if (index >= 0 && index < size) {
        return index;
      }
    } catch (NumberFormatException e) {
      throw new SpecException(notAnIndex(key, size), e);
    }
    throw new SpecException(notAnIndex(key, size));
  }

  private String notAnIndex(String key, int size) {
    return "%s: expected a place in a list, 0 to %d, got %s".formatted(name, size - 1, key);
  }

  private static Object parsed(String text) {
    try {
      return ConfigFactory.parseString("v = " + text).getValue("v").unwrapped();
    } catch (ConfigException e) {
      return text; // no HOCON, such as a path
    }
  }
}
