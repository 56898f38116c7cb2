package org.ontogeny.actors.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.plugin.PluggedIn;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.spec.RunSpec;

/** Which jars the criteria of a run came from, in its operational facts. */
final class PluginRecord {

  /** Field of the criteria that a jar added: the jar of each, and its SHA-256. */
  private static final String FIELD = "plugins";

  private static final String JAR = "jar";
  private static final String SHA256 = "sha256";

  private PluginRecord() {}

  /** What is to be recorded whenever the run goes on; nothing where there is no plugin. */
  static Map<String, Object> facts(Catalogue criteria) {
    Map<String, Object> jars = new TreeMap<>();
    for (PluggedIn plugin : criteria.plugins()) {
      Map<String, String> jar = new TreeMap<>();
      jar.put(JAR, plugin.jar().getFileName().toString());
      jar.put(SHA256, plugin.sha256());
      jars.put(plugin.name(), jar);
    }
    return jars.isEmpty() ? Map.of() : Map.of(FIELD, jars);
  }

  /**
   * Makes sure that the criteria that a run uses come from the same jars as they did, by content.
   *
   * @throws RunDirectory.Unusable if not
   */
  static void requireSame(RunDirectory directory, JournalReader journal, Catalogue criteria) {
    if (criteria.plugins().isEmpty()) {
      return;
    }
    Set<String> used = used(directory.specification(), journal, criteria);
    for (JournalReader.Operation operation : journal.operations(1)) {
      if (operation.fields().get(FIELD) instanceof Map<?, ?> recorded) {
        criteria.plugins().stream()
            .filter(plugin -> used.contains(plugin.name()))
            .forEach(plugin -> requireSame(recorded.get(plugin.name()), plugin, directory));
      }
    }
  }

  private static void requireSame(Object recorded, PluggedIn now, RunDirectory directory) {
    if (recorded instanceof Map<?, ?> then && !now.sha256().equals(then.get(SHA256))) {
      throw new RunDirectory.Unusable(
          ("run %s went by another version of criterion %s, so it would compute something else:%n"
                  + "  then  %s, SHA-256 %s%n  now   %s, SHA-256 %s")
              .formatted(
                  directory.id(),
                  now.name(),
                  then.get(JAR),
                  then.get(SHA256),
                  now.jar(),
                  now.sha256()));
    }
  }

  /** By its specification and by all that was changed in it. */
  private static Set<String> used(Path file, JournalReader journal, Catalogue criteria) {
    Specification specification = new Specification(file, criteria.byName());
    List<RunSpec> all = new ArrayList<>(List.of(specification.current()));
    journal
        .lines(1, Set.of("changed"))
        .map(line -> (Fact.Changed) EventReader.fact(line.kind(), line.detail(), List.of()))
        .forEachOrdered(
            changed -> {
              specification.become(changed.values());
              all.add(specification.current());
            });
    return all.stream()
        .flatMap(spec -> spec.experiment().stages().stream())
        .flatMap(stage -> stage.rules().stream())
        .map(PruningRule::criterion)
        .map(Object::toString)
        .collect(Collectors.toSet());
  }
}
