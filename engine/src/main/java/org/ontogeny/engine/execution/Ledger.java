package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Signal;
import org.ontogeny.engine.network.Source;
import org.ontogeny.engine.network.Update;
import org.ontogeny.engine.network.Work;

/**
 * Who knows which version of whose states, while a phase is walked through. Every group keeps the
 * same ledger of the same table, so that sender and receiver agree on what is sent without asking:
 * activity is told when it is needed and has not been told, a drive is computed when its source has
 * changed since the last one. Clamped states, for example, drive a mean-field loop only once.
 */
final class Ledger {

  /**
   * Activity or errors at one end of a projection that are needed now.
   *
   * @param hear the synapses have not heard this version: the neurons tell it
   * @param drive the neurons at the opposite end have no drive of this version: they get it
   */
  record Transfer(Projection projection, End end, Signal signal, boolean hear, boolean drive) {

    Wire wire() {
      return new Wire(projection.name(), end, signal);
    }
  }

  private record Held(String population, Signal signal) {}

  private final Map<Held, Integer> version = new HashMap<>();
  private final Map<Wire, Integer> heard = new HashMap<>();
  private final Map<Wire, Integer> driven = new HashMap<>();

  /** The transfer that an update needs from one of its sources. */
  Transfer transfer(Source source) {
    Wire wire = new Wire(source.projection().name(), source.from(), source.signal());
    int current = version(source.projection().at(source.from()), source.signal());
    boolean hear = outdated(heard, wire, current);
    boolean drive = outdated(driven, wire, current);
    return new Transfer(source.projection(), source.from(), source.signal(), hear, drive);
  }

  /** The transfers that work needs: synapses that take part have heard both ends. */
  List<Transfer> transfers(Work work) {
    List<Transfer> transfers = new ArrayList<>();
    if (work.listens()) {
      for (Projection projection : work.projections()) {
        for (End end : End.values()) {
          Signal signal = work.at(end);
          Wire wire = new Wire(projection.name(), end, signal);
          boolean hear = outdated(heard, wire, version(projection.at(end), signal));
          transfers.add(new Transfer(projection, end, signal, hear, false));
        }
      }
    }
    return transfers;
  }

  /** Notes that populations have new states, made in this tick. */
  void updated(List<Update> updates, int tick) {
    updates.forEach(
        update -> version.put(new Held(update.population().name(), update.signal()), tick));
  }

  private int version(Population population, Signal signal) {
    return version.getOrDefault(new Held(population.name(), signal), 0);
  }

  private static boolean outdated(Map<Wire, Integer> known, Wire wire, int current) {
    Integer before = known.put(wire, current);
    return before == null || before != current;
  }
}
