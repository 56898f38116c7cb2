package org.ontogeny.actors.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Stage;

/** The specification of a run that goes on, with what was changed since it began. */
final class Specification {

  private final Path file;
  private final Catalogue criteria;
  private Map<String, String> changes = new LinkedHashMap<>(); // in the order of changing
  private RunSpec current;

  /**
   * As it is in a file.
   *
   * @param criteria that rules can name, also those that the run is changed to
   */
  Specification(Path file, Catalogue criteria) {
    this.file = file;
    this.criteria = criteria;
    this.current = SpecReader.readResolved(file, Map.of(), criteria);
  }

  RunSpec current() {
    return current;
  }

  /**
   * What it becomes by other values, if a run can go on by that.
   *
   * @throws SpecException if a key or value is wrong, or what would change is what the run is made
   *     of
   */
  RunSpec with(Map<String, String> values) {
    Map<String, String> all = together(values);
    RunSpec next = SpecReader.readResolved(file, all, criteria);
    requireSame("seed", current.seed(), next.seed());
    requireSame("network", current.network(), next.network());
    requireSame("network", current.birth(), next.birth());
    requireSame("data", current.data(), next.data());
    requireSame("ensembles", current.examples(), next.examples());
    requireSame("ensembles", current.chains(), next.chains());
    requireSame("ensembles", current.evaluation(), next.evaluation());
    requireSame("backend", current.backend(), next.backend());
    requireSame("the make-up of stages", shapes(current), shapes(next));
    return next;
  }

  /** What is changed now comes last, also where the same key was changed before. */
  private Map<String, String> together(Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>(changes);
    values.forEach(
        (key, value) -> {
          all.remove(key);
          all.put(key, value);
        });
    return all;
  }

  private static void requireSame(String key, Object before, Object after) {
    if (!before.equals(after)) {
      throw new SpecException(
          "--set: %s cannot change while a run goes on; rates, rules, measures and durations can"
              .formatted(key));
    }
  }

  private static List<List<Object>> shapes(RunSpec spec) {
    return spec.experiment().stages().stream().map(Stage::shape).toList();
  }

  /** Goes on by other values. */
  void become(Map<String, String> values) {
    current = with(values);
    changes = together(values);
  }
}
