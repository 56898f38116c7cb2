package org.ontogeny.dashboards.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Progress;

/** Runs that were really developed, by this process. */
final class Recorded {

  private Recorded() {}

  /** A run that has not begun. */
  static Run run(Path experiment, Path runs, String id, Map<String, String> overrides) {
    RunSpec spec = SpecReader.read(experiment.toString(), overrides);
    RunDirectory directory = RunDirectory.create(runs, "test", Optional.of(id));
    return new Run(spec, Run.load(spec, Optional.empty()), directory, Conditions.of(2, Map.of()));
  }

  /** Develops a run to its end. */
  static RunDirectory developed(Path experiment, Path runs, String id) {
    run(experiment, runs, id, Map.of()).develop(event -> {}, Progress.NONE);
    return RunDirectory.open(runs, id);
  }

  static List<Event> events(RunDirectory directory) {
    try (JournalReader journal = JournalReader.open(directory.path())) {
      return journal.events(1).toList();
    }
  }

  /** As they are sent. */
  static List<String> lines(RunDirectory directory, Set<String> kinds, boolean synapses) {
    return events(directory).stream()
        .filter(event -> kinds.isEmpty() || kinds.contains(event.fact().kind()))
        .map(
            event ->
                "{\"run\":\"%s\",%s"
                    .formatted(directory.id(), CanonicalJson.line(event, synapses).substring(1)))
        .toList();
  }
}
