package org.ontogeny.engine.spec;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that replaces one of a specification, as {@code --set} gives it. Elements of lists are
 * named by their place, from 0: {@code stages.3.updates=500}.
 *
 * @param path keys, separated by dots
 * @param value in HOCON
 */
record Replacement(String path, String value) {

  /** The specification with the value replaced. */
  ConfigObject in(ConfigObject specification) {
    List<String> keys;
    try {
      keys = ConfigUtil.splitPath(path);
    } catch (ConfigException e) {
      throw new SpecException(this + ": not a key", e);
    }
    return (ConfigObject) in(specification, keys);
  }

  private ConfigValue in(ConfigValue place, List<String> keys) {
    if (keys.isEmpty()) {
      return ConfigValueFactory.fromAnyRef(parsed(), toString());
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
        place instanceof ConfigObject given ? given : ConfigFactory.empty(toString()).root();
    return object.withValue(key, in(object.get(key), rest));
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
    return "%s: expected a place in a list, 0 to %d, got %s".formatted(this, size - 1, key);
  }

  private Object parsed() {
    try {
      return ConfigFactory.parseString("v = " + value).getValue("v").unwrapped();
    } catch (ConfigException e) {
      return value; // text that is no HOCON, such as a path
    }
  }

  @Override
  public String toString() {
    return "--set " + path + "=" + value;
  }
}
