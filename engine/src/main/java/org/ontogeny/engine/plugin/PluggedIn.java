package org.ontogeny.engine.plugin;

import java.nio.file.Path;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.statistic.SynapseView;

/**
 * A criterion of a user's jar, and where it comes from.
 *
 * @param name in specifications and events: lower-case letters, digits and hyphens
 * @param jar that has it
 * @param sha256 of the jar, 64 hexadecimal digits
 * @param criterion as the jar has it
 */
public record PluggedIn(String name, Path jar, String sha256, Criterion criterion)
    implements Criterion {

  public PluggedIn {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new PluginException(
          "%s: %s is called '%s' by its toString(); expected lower-case letters, digits and hyphens"
              .formatted(jar, criterion.getClass().getName(), name));
    }
  }

  /**
   * What the jar's criterion says.
   *
   * @throws PluginException if it throws
   */
  @Override
  public double importance(SynapseView synapse) {
    try {
      return criterion.importance(synapse);
    } catch (Throwable e) { // languages other than Java throw checked exceptions undeclared
      throw new PluginException("criterion %s of %s failed: %s".formatted(name, jar, e), e);
    }
  }

  @Override
  public boolean looksAtActivity() {
    return criterion.looksAtActivity();
  }

  @Override
  public String toString() {
    return name;
  }
}
