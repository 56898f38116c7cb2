package org.ontogeny.dashboards.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.RunSummary;
import org.ontogeny.dashboards.view.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ontogeny runs}: which runs there are. */
@Command(name = "runs", description = "List the runs of a folder.")
final class RunsCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RunsFolder runs;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public void run() {
    PrintWriter out = command.commandLine().getOut();
    List<RunSummary> summaries =
        RunDirectory.ids(runs.path()).stream()
            .map(id -> RunSummary.of(RunDirectory.open(runs.path(), id)))
            .toList();
    if (json) {
      summaries.forEach(summary -> out.println(line(summary)));
    } else if (summaries.isEmpty()) {
      out.println("no runs in " + runs.path());
    } else {
      table(summaries).lines().forEach(out::println);
    }
    out.flush();
  }

  private static TextTable table(List<RunSummary> summaries) {
    TextTable table =
        new TextTable(2).row("run", "state", "step", "synapses", "events", "checkpoint", "began");
    for (RunSummary s : summaries) {
      table.row(
          s.id(),
          s.state(),
          s.step() < 0 ? "-" : String.format(Locale.ROOT, "%,d", s.step()),
          s.synapses() < 0 ? "-" : String.format(Locale.ROOT, "%,d", s.synapses()),
          String.format(Locale.ROOT, "%,d", s.events()),
          s.checkpointStep() < 0 ? "-" : String.format(Locale.ROOT, "%,d", s.checkpointStep()),
          s.began().isEmpty() ? "-" : s.began().substring(0, 16).replace('T', ' '));
    }
    return table;
  }

  private static String line(RunSummary s) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      s.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
