package org.ontogeny.actors.journal;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.pekko.actor.typed.ActorSystem;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;

/**
 * Developmental events in a file of their canonical lines, synapses included:
 *
 * <pre>  {"seq":1,"step":0,"stage":"","kind":"run-started",...}
 *  {"seq":2,"step":0,"stage":"train","kind":"stage-started"}</pre>
 *
 * <p>For one thread at a time, and to be closed before the actor system is.
 */
public final class JsonLinesJournal implements DurableJournal {

  /** Name of the file in a run's directory. */
  public static final String FILE = "events.jsonl";

  private final LineFile file;

  private JsonLinesJournal(LineFile file) {
    this.file = file;
  }

  /**
   * A journal in a new file of this directory.
   *
   * @throws java.io.UncheckedIOException if the file exists or cannot be created
   */
  public static JsonLinesJournal create(Path directory, ActorSystem<?> system) {
    return new JsonLinesJournal(LineFile.create(directory.resolve(FILE), system));
  }

  /** A journal in a file that a channel is open to. */
  static JsonLinesJournal of(Path path, FileChannel channel, ActorSystem<?> system) {
    return new JsonLinesJournal(new LineFile(path, channel, system));
  }

  /**
   * Takes the next event without waiting for the disk.
   *
   * @throws java.io.UncheckedIOException if an earlier event could not be written
   */
  @Override
  public void append(Event event) {
    file.append(() -> CanonicalJson.line(event));
  }

  @Override
  public void flush() {
    file.flush();
  }

  @Override
  public void close() {
    file.close();
  }
}
