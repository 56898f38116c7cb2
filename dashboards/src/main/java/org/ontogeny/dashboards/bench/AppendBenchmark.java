package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;

/**
 * How fast synapses come to the disk through the journal, beside how fast the same bytes do when
 * they are only written and synced: the ceiling that the disk sets.
 */
final class AppendBenchmark {

  private static final String QUESTION = "How many synapses a second can die or form, durably?";
  private static final double TARGET = 5e5; // synapses a second
  private static final int PIECE = 1 << 20; // bytes written at a time
  private static final double MB = 1e6;

  /** One block: through the journal, and then the same bytes without it. */
  private record Block(long rows, long bytes, double seconds, double plainSeconds) {}

  private final Path folder;
  private final ActorSystem<?> system;
  private final List<Event> events;
  private final int fates;

  /** Writes below a folder. */
  AppendBenchmark(JournalSizes sizes, Path folder, ActorSystem<?> system) {
    this.folder = folder;
    this.system = system;
    this.fates = sizes.fates();
    this.events =
        IntStream.rangeClosed(1, sizes.facts()).mapToObj(seq -> event(seq, fates)).toList();
  }

  /** Deaths and births in turn. */
  private static Event event(int seq, int fates) {
    GroupId group = new GroupId("h1-h2", 0, 338);
    List<Fate> all =
        IntStream.range(0, fates).mapToObj(n -> fate(n % 400, n / 400, seq * 0.37 + n)).toList();
    Living living = new Living(fates, seq);
    Fact fact =
        seq % 2 == 0
            ? new Fact.SynapsesFormed("h1-h2", group, "uniform(0.1)", 0.1, all, living)
            : new Fact.SynapsesPruned(
                "h1-h2", group, "fisher", "hazard", 0.02, OptionalLong.empty(), all, living);
    return new Event(seq, 3L * seq, "rounds/1/prune", fact);
  }

  /** Numbers whose digits do not end, as those of real synapses. */
  private static Fate fate(int pre, int post, double x) {
    double value = Math.abs(Math.sin(x));
    return new Fate(pre, post, value / 50, (float) (value - 0.5), (long) x, (float) value);
  }

  /** Appends all events so many times, after two blocks that do not count. */
  List<Figure> run(int repeats) throws IOException {
    block();
    block();
    List<Block> blocks = new ArrayList<>();
    for (int k = 0; k < repeats; k++) {
      blocks.add(block());
    }
    return List.of(
        Figure.of(
            QUESTION,
            "synapses/s, %,d a fact".formatted(fates),
            each(blocks, b -> b.rows() / b.seconds()),
            Figure.Target.atLeast(TARGET)),
        Figure.of(QUESTION, "MB a second", each(blocks, b -> b.bytes() / MB / b.seconds())),
        Figure.of(QUESTION, "bytes a synapse", each(blocks, b -> (double) b.bytes() / b.rows())),
        Figure.of(
            QUESTION,
            "MB a second by a bare write",
            each(blocks, b -> b.bytes() / MB / b.plainSeconds())),
        Figure.of(
            QUESTION,
            "share of that reached, %",
            each(blocks, b -> 100 * b.plainSeconds() / b.seconds())));
  }

  private interface Reading {
    double of(Block block);
  }

  private static List<Double> each(List<Block> blocks, Reading reading) {
    return blocks.stream().map(reading::of).toList();
  }

  private Block block() throws IOException {
    Path directory = Files.createTempDirectory(folder, "append");
    double seconds;
    try (SqliteJournal journal = SqliteJournal.create(directory, Clock.systemUTC(), system)) {
      long began = System.nanoTime();
      for (Event event : events) {
        journal.append(event);
        journal.fence();
      }
      journal.flush();
      seconds = (System.nanoTime() - began) / 1e9;
    }
    long bytes = Files.size(directory.resolve(SqliteJournal.FILE));
    double plain = writeAndSync(directory.resolve("plain"), bytes);
    Folders.delete(directory);
    return new Block((long) events.size() * fates, bytes, seconds, plain);
  }

  /** Seconds for so many bytes, one after the other. */
  private static double writeAndSync(Path file, long bytes) throws IOException {
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    long began = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long left = bytes; left > 0; left -= piece.limit()) {
        piece.clear().limit((int) Math.min(PIECE, left));
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      }
      channel.force(true);
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
