package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ontogeny.dashboards.view.EventText;
import org.ontogeny.dashboards.view.RecordedEvents;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny events}: what happened in a run. */
@Command(name = "events", description = "List what happened in a run.")
final class EventsCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "1",
      description = "First sequence number to list (default: ${DEFAULT-VALUE}).")
  private long from;

  @Option(
      names = "--kind",
      paramLabel = "K",
      description = "List only events of this kind, such as synapses-pruned; may be repeated.")
  private Set<String> kinds = new TreeSet<>();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(names = "--synapses", description = "List every synapse that died.")
  private boolean synapses;

  @Override
  public void run() {
    requireKnownKinds();
    PrintWriter out = command.commandLine().getOut();
    String id = run.directory().id();
    try (Stream<Event> events = run.events()) {
      if (!json) {
        out.println(EventText.heading());
      }
      Iterator<Event> chosen = events.filter(this::isAskedFor).iterator();
      // whoever reads may have read enough: head, for example
      while (chosen.hasNext() && !out.checkError()) {
        lines(chosen.next(), id).forEach(out::println);
      }
    }
    out.flush();
  }

  private void requireKnownKinds() {
    for (String kind : kinds) {
      if (!RecordedEvents.KINDS.contains(kind)) {
        throw new ParameterException(
            command.commandLine(),
            "--kind %s: expected one of %s"
                .formatted(kind, String.join(", ", RecordedEvents.KINDS)));
      }
    }
  }

  private boolean isAskedFor(Event event) {
    return event.seq() >= from && (kinds.isEmpty() || kinds.contains(event.fact().kind()));
  }

  private List<String> lines(Event event, String id) {
    if (json) {
      // an id needs no escapes
      String rest = CanonicalJson.line(event, synapses).substring(1);
      return List.of("{\"run\":\"%s\",%s".formatted(id, rest));
    }
    return EventText.lines(event, synapses);
  }
}
