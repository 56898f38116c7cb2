package org.ontogeny.dashboards.server.api;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pekko.util.ByteString;
import org.ontogeny.actors.stream.Page;

/**
 * Pages of events as they are sent. Followers at the same place hold the same page, and get the
 * same bytes: what two hundred read is rendered once.
 *
 * <pre>
 *  id: 412
 *  event: synapses-pruned
 *  data: {"run":"r1","seq":412, ...}
 *  (an empty line)
 * </pre>
 */
final class SentEvents {

  private static final int PAGES = 32;
  private static final int LARGEST = 1 << 20; // bytes of a page that is worth keeping

  /** A page that was rendered; equal pages are not enough, and comparing them would be dear. */
  private record Rendered(
      WeakReference<Page> page, String run, boolean synapses, ByteString bytes) {

    boolean isOf(Page other, String otherRun, boolean withSynapses) {
      return page.refersTo(other) && run.equals(otherRun) && synapses == withSynapses;
    }
  }

  private final Deque<Rendered> recent = new ArrayDeque<>(); // guarded by this

  /**
   * All events of a page; empty for none.
   *
   * @param synapses whether every synapse is told of
   */
  ByteString bytes(Page page, String run, boolean synapses) {
    ByteString known = find(page, run, synapses);
    if (known != null) {
      return known;
    }
    ByteString bytes = render(page, run, synapses);
    if (bytes.size() <= LARGEST) {
      keep(new Rendered(new WeakReference<>(page), run, synapses, bytes));
    }
    return bytes;
  }

  private synchronized ByteString find(Page page, String run, boolean synapses) {
    for (Rendered rendered : recent) {
      if (rendered.isOf(page, run, synapses)) {
        return rendered.bytes();
      }
    }
    return null;
  }

  private synchronized void keep(Rendered rendered) {
    recent.addFirst(rendered);
    if (recent.size() > PAGES) {
      recent.removeLast();
    }
  }

  private static ByteString render(Page page, String run, boolean synapses) {
    StringBuilder text = new StringBuilder();
    for (Page.Entry entry : page.entries()) {
      String line =
          synapses
              ? EventLines.line(run, entry.line(), entry.synapses())
              : EventLines.line(run, entry.line());
      text.append("id: ").append(entry.line().seq());
      text.append("\nevent: ").append(entry.line().kind());
      text.append("\ndata: ").append(line).append("\n\n");
    }
    return ByteString.fromArrayUnsafe(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** An event without a number. */
  static ByteString unnumbered(String kind, ByteString json) {
    return ByteString.fromString("event: " + kind + "\ndata: ")
        .concat(json)
        .concat(ByteString.fromString("\n\n"));
  }
}
