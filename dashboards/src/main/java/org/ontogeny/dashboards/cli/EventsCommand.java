package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.EventText;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny events}: what happened in a run. */
@Command(name = "events", description = "List what happened in a run.")
final class EventsCommand implements Runnable {

  private static final Duration GLANCE = Duration.ofMillis(200);

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

  @Option(
      names = "--follow",
      description = "Go on with what happens, until no process develops the run any more.")
  private boolean follow;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(names = "--synapses", description = "List every synapse that formed or died.")
  private boolean synapses;

  @Override
  public void run() {
    requireKnownKinds();
    PrintWriter out = command.commandLine().getOut();
    RunDirectory directory = run.directory();
    if (!json) {
      out.println(EventText.heading());
    }
    long next = from;
    boolean ended;
    do {
      // asked first, so that nothing is missed that is written before the end
      ended = !follow || directory.holder().isEmpty();
      long first = next;
      next = RecordedRun.read(directory, journal -> print(journal, first, directory), first);
      out.flush();
    } while (!ended && !out.checkError() && pause());
  }

  /** Prints what is there; returns the number of the first event that is not. */
  private long print(JournalReader journal, long first, RunDirectory directory) {
    PrintWriter out = command.commandLine().getOut();
    long next = Math.max(first, journal.last() + 1);
    Iterator<Event> chosen = journal.events(first).filter(this::isAskedFor).iterator();
    // whoever reads may have read enough: head, for example
    while (chosen.hasNext() && !out.checkError()) {
      Event event = chosen.next();
      lines(event, directory.id()).forEach(out::println);
      next = Math.max(next, event.seq() + 1);
    }
    return next;
  }

  private static boolean pause() {
    try {
      Thread.sleep(GLANCE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void requireKnownKinds() {
    for (String kind : kinds) {
      if (!EventReader.KINDS.contains(kind)) {
        throw new ParameterException(
            command.commandLine(),
            "--kind %s: expected one of %s".formatted(kind, String.join(", ", EventReader.KINDS)));
      }
    }
  }

  private boolean isAskedFor(Event event) {
    return kinds.isEmpty() || kinds.contains(event.fact().kind());
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
