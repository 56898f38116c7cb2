package org.ontogeny.dashboards.server.api;

import java.util.Set;
import org.ontogeny.actors.stream.Interest;
import org.ontogeny.dashboards.server.http.Parameters;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;

/** The parameters by which a request says which events it is about. */
final class EventParameters {

  /** Their names. */
  static final Set<String> NAMES =
      Set.of("kind", "projection", "first-step", "last-step", "synapses");

  private EventParameters() {}

  /**
   * What a request asks for.
   *
   * @param from first sequence number
   * @param follow whether to go on with what happens
   */
  static Interest interest(Parameters parameters, Network network, long from, boolean follow) {
    return new Interest(
        from,
        parameters.all("kind", EventReader.KINDS),
        parameters.all("projection", network.projections().stream().map(Projection::name).toList()),
        parameters.number("first-step", 0, Long.MAX_VALUE).orElse(0),
        parameters.number("last-step", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE),
        parameters.flag("synapses", false),
        follow);
  }
}
