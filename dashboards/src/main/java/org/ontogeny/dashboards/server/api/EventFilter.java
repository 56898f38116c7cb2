package org.ontogeny.dashboards.server.api;

import java.util.Set;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.stream.Interest;
import org.ontogeny.dashboards.server.http.Parameters;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;

/**
 * Which events somebody asks for.
 *
 * @param kinds empty for all
 * @param projections empty for all events, else only those of synapses of one of them
 * @param firstStep earlier ones are left out
 * @param lastStep later ones are left out
 * @param synapses whether every synapse is wanted
 */
record EventFilter(
    Set<String> kinds, Set<String> projections, long firstStep, long lastStep, boolean synapses) {

  /** Parameters that say so. */
  static final Set<String> PARAMETERS =
      Set.of("kind", "projection", "first-step", "last-step", "synapses");

  static EventFilter of(Parameters parameters, Network network) {
    return new EventFilter(
        parameters.all("kind", EventReader.KINDS),
        parameters.all("projection", network.projections().stream().map(Projection::name).toList()),
        parameters.number("first-step", 0, Long.MAX_VALUE).orElse(0),
        parameters.number("last-step", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE),
        parameters.flag("synapses", false));
  }

  boolean isAskedFor(JournalReader.Line event) {
    return (kinds.isEmpty() || kinds.contains(event.kind()))
        && firstStep <= event.step()
        && event.step() <= lastStep
        && (projections.isEmpty()
            || (EventLines.isStructural(event)
                && projections.contains(RunFold.text("projection", event))));
  }

  /** The same for a stream. */
  Interest interest(long from, boolean follow) {
    return new Interest(from, kinds, projections, firstStep, lastStep, synapses, follow);
  }
}
