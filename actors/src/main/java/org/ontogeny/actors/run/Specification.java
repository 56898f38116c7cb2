package org.ontogeny.actors.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;

/** The specification of a run that goes on, with what was changed since it began. */
final class Specification {

  private final Path file;
  private final Map<String, String> changes = new LinkedHashMap<>();
  private RunSpec current;

  Specification(Path file) {
    this.file = file;
    this.current = SpecReader.readResolved(file);
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
    Map<String, String> all = new LinkedHashMap<>(changes);
    all.putAll(values);
    RunSpec next = SpecReader.read(file.toString(), all);
    requireSame("seed", current.seed(), next.seed());
    requireSame("network", current.network(), next.network());
    requireSame("network", current.birth(), next.birth());
    requireSame("data", current.data(), next.data());
    requireSame("ensembles", current.examples(), next.examples());
    requireSame("ensembles", current.chains(), next.chains());
    requireSame("ensembles", current.evaluation(), next.evaluation());
    requireSame("backend", current.backend(), next.backend());
    return next;
  }

  private static void requireSame(String key, Object before, Object after) {
    if (!before.equals(after)) {
      throw new SpecException(
          "--set: %s cannot change while a run goes on; stages, mean-field and readout can"
              .formatted(key));
    }
  }

  /** Goes on by other values. */
  void become(Map<String, String> values) {
    current = with(values);
    changes.putAll(values);
  }
}
