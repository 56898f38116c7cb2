package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fate;

/**
 * Events as lines of JSON that begin with their run, as {@code ontogeny events --json} prints them.
 * What a row says is JSON already: it is taken over, and not read and written again.
 */
final class EventLines {

  private EventLines() {}

  /** An event without its synapses. */
  static String line(String run, JournalReader.Line event) {
    String detail = event.detail();
    StringBuilder line = new StringBuilder(detail.length() + 128);
    // an id and a kind need no escapes
    line.append("{\"run\":\"").append(run).append("\",\"seq\":").append(event.seq());
    line.append(",\"step\":").append(event.step());
    line.append(",\"stage\":\"");
    line.append(JsonStringEncoder.getInstance().quoteAsString(event.stage()));
    line.append("\",\"kind\":\"").append(event.kind()).append('"');
    boolean saysMore = detail.length() > "{}".length();
    return line.append(saysMore ? "," : "").append(detail, 1, detail.length()).toString();
  }

  /** An event with every synapse that formed or died in it. */
  static String line(String run, JournalReader.Line event, List<Fate> synapses) {
    if (!isStructural(event)) {
      return line(run, event);
    }
    Event whole =
        new Event(
            event.seq(),
            event.step(),
            event.stage(),
            EventReader.fact(event.kind(), event.detail(), synapses));
    return "{\"run\":\"" + run + "\"," + CanonicalJson.line(whole, true).substring(1);
  }

  /** Whether synapses formed or died. */
  static boolean isStructural(JournalReader.Line event) {
    return event.kind().equals("synapses-formed") || event.kind().equals("synapses-pruned");
  }
}
