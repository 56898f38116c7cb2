package org.ontogeny.actors.stream;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;

/** A journal that grows as a test wishes, and what is in it. */
final class Growing implements AutoCloseable {

  private final Path directory;
  private final ActorSystem<?> system;
  private final List<Event> events = new ArrayList<>();
  private SqliteJournal journal;

  private Growing(Path directory, ActorSystem<?> system, SqliteJournal journal) {
    this.directory = directory;
    this.system = system;
    this.journal = journal;
  }

  static Growing create(Path directory, ActorSystem<?> system) {
    Clock clock = Clock.systemUTC();
    return new Growing(directory, system, SqliteJournal.create(directory, clock, system));
  }

  /** Everything that was appended. */
  List<Event> events() {
    return List.copyOf(events);
  }

  long last() {
    return events.size();
  }

  /** A fact at the next step, not yet on the disk. */
  Growing add(Fact fact) {
    long seq = last() + 1;
    Event event = new Event(seq, 10 * seq, "train", fact);
    events.add(event);
    journal.append(event);
    return this;
  }

  /** So many events without synapses. */
  Growing epochs(int count) {
    for (int k = 0; k < count; k++) {
      add(new Fact.EpochEnded(last() + 1, 1));
    }
    return this;
  }

  /** The death of so many synapses of a projection. */
  Growing deaths(String projection, int count) {
    return add(
        new Fact.SynapsesPruned(
            projection,
            new GroupId(projection, 0, 9),
            "fisher",
            "threshold",
            0.5,
            OptionalLong.empty(),
            fates(count),
            Living.NONE));
  }

  /** The birth of so many synapses of a projection. */
  Growing births(String projection, int count) {
    return add(
        new Fact.SynapsesFormed(
            projection, new GroupId(projection, 0, 9), "uniform", 1, fates(count), Living.NONE));
  }

  private List<Fate> fates(int count) {
    int number = (int) last();
    return IntStream.range(0, count)
        .mapToObj(n -> new Fate(n, number, 0.5, 0.25f * n, n, Float.NaN))
        .toList();
  }

  Growing record(String kind) {
    journal.record(kind, Map.of());
    return this;
  }

  /** Closes the fence and brings everything to the disk. */
  Growing committed() {
    journal.fence();
    journal.flush();
    return this;
  }

  void reopen() {
    journal = SqliteJournal.open(directory, Clock.systemUTC(), system);
  }

  @Override
  public void close() {
    journal.close();
  }
}
