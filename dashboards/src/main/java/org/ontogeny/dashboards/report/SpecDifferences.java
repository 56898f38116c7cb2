package org.ontogeny.dashboards.report;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where resolved specifications differ, key by key. */
public final class SpecDifferences {

  private SpecDifferences() {}

  /**
   * Keys whose values differ, as {@code --set} names them, with the value in each specification;
   * empty text where it has none.
   *
   * @param specifications in HOCON, resolved
   */
  public static Map<String, List<String>> of(List<String> specifications) {
    List<Map<String, String>> flat = specifications.stream().map(SpecDifferences::flat).toList();
    Set<String> keys = new TreeSet<>(SpecDifferences::byPlace);
    flat.forEach(values -> keys.addAll(values.keySet()));
    Map<String, List<String>> different = new LinkedHashMap<>();
    for (String key : keys) {
      List<String> values = flat.stream().map(f -> f.getOrDefault(key, "")).toList();
      if (values.stream().distinct().count() > 1) {
        different.put(key, values);
      }
    }
    return different;
  }

  /** Places in lists are compared as numbers, all else as text. */
  private static int byPlace(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int k = 0; k < Math.min(left.length, right.length); k++) {
      boolean numbers = left[k].matches("\\d{1,9}") && right[k].matches("\\d{1,9}");
      int order =
          numbers
              ? Integer.compare(Integer.parseInt(left[k]), Integer.parseInt(right[k]))
              : left[k].compareTo(right[k]);
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(left.length, right.length);
    return order != 0 ? order : a.compareTo(b);
  }

  private static Map<String, String> flat(String specification) {
    Map<String, String> values = new LinkedHashMap<>();
    add("", ConfigFactory.parseString(specification).root(), values);
    return values;
  }

  private static void add(String path, ConfigValue value, Map<String, String> to) {
    String prefix = path.isEmpty() ? "" : path + ".";
    if (value instanceof ConfigObject object && !object.isEmpty()) {
      object.forEach((key, child) -> add(prefix + key, child, to));
    } else if (value instanceof ConfigList list && !list.isEmpty()) {
      for (int k = 0; k < list.size(); k++) {
        add(prefix + k, list.get(k), to);
      }
    } else {
      to.put(path, value.render(ConfigRenderOptions.concise()));
    }
  }
}
