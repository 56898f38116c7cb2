package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ontogeny.engine.execution.Topology;

/** The messages of a phase as a table. */
public final class TopologyText {

  private TopologyText() {}

  /**
   * Who tells whom how often.
   *
   * @param what the phase, in words
   * @param shards of the ensemble that goes through it
   */
  public static List<String> lines(String what, Topology topology, int shards) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s messages for each of %d shards"
            .formatted(what, OutcomeText.count(topology.messages()), shards));
    TextTable table = new TextTable(3).row("  message", "from", "to", "each shard");
    for (Topology.Flow flow : topology.flows()) {
      table.row(
          "  " + flow.kind().name().toLowerCase(Locale.ROOT),
          flow.from().toString(),
          flow.to().toString(),
          OutcomeText.count(flow.messages()));
    }
    lines.addAll(table.lines());
    return lines;
  }
}
