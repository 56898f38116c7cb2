package org.ontogeny.dashboards.view;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ontogeny.engine.event.Death;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.GroupId;

/** Reads events back from their canonical lines. */
public final class RecordedEvents {

  /** Names of all kinds of events. */
  public static final List<String> KINDS =
      List.of(
          "run-started",
          "run-ended",
          "stage-started",
          "stage-ended",
          "epoch-ended",
          "branched",
          "synapses-pruned",
          "neurons-died",
          "evaluated");

  private RecordedEvents() {}

  /**
   * The events of a file, read as they are asked for. To be closed. A last line that does not end
   * yet is left out: somebody is writing it, or did when the power went.
   *
   * @throws UncheckedIOException if the file cannot be read; while reading, if a line is no event
   */
  public static Stream<Event> read(Path file) {
    try {
      boolean whole = endsWithLine(file);
      BufferedReader reader = Files.newBufferedReader(file);
      Iterator<Event> events = new Events(reader.lines().iterator(), whole, file);
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED), false)
          .onClose(() -> close(reader));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean endsWithLine(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() == 0) {
        return true;
      }
      bytes.seek(bytes.length() - 1);
      return bytes.read() == '\n';
    }
  }

  /** The events of lines, without the last line if it is not whole. */
  private static final class Events implements Iterator<Event> {
    private final Iterator<String> lines;
    private final boolean whole;
    private final Path file;
    private String next; // null at the end

    Events(Iterator<String> lines, boolean whole, Path file) {
      this.lines = lines;
      this.whole = whole;
      this.file = file;
      advance();
    }

    private void advance() {
      next = lines.hasNext() ? lines.next() : null;
      if (!whole && !lines.hasNext()) {
        next = null;
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Event next() {
      if (next == null) {
        throw new NoSuchElementException("no more events in " + file);
      }
      Event event = event(next, file);
      advance();
      return event;
    }
  }

  private static Event event(String line, Path file) {
    try {
      return event(line);
    } catch (IOException | RuntimeException e) {
      String start = line.substring(0, Math.min(line.length(), 80));
      throw new UncheckedIOException(
          new IOException("%s has a line that is no event: %s".formatted(file, start), e));
    }
  }

  /**
   * The event of a canonical line.
   *
   * @throws IOException if the line is not one of JSON
   * @throws IllegalArgumentException if it is none of an event
   */
  static Event event(String line) throws IOException {
    Fields fields = new Fields(JsonObjects.parse(line));
    return new Event(
        fields.number("seq"), fields.number("step"), fields.text("stage"), fact(fields));
  }

  private static Fact fact(Fields f) {
    String kind = f.text("kind");
    return switch (kind) {
      case "run-started" ->
          new Fact.RunStarted(
              f.text("experiment"), f.number("seed"), f.number("synapses"), f.number("neurons"));
      case "run-ended" -> new Fact.RunEnded(f.number("synapses"), f.number("neurons"));
      case "stage-started" -> new Fact.StageStarted();
      case "stage-ended" -> new Fact.StageEnded();
      case "epoch-ended" -> new Fact.EpochEnded(f.number("epoch"), f.number("updates"));
      case "branched" ->
          new Fact.Branched(
              f.text("from"), f.text("course"), f.number("synapses"), f.number("neurons"));
      case "synapses-pruned" ->
          new Fact.SynapsesPruned(
              f.text("projection"),
              group(f.text("group")),
              f.text("rule"),
              f.text("selection"),
              f.real("threshold"),
              f.objects("synapses").stream().map(RecordedEvents::death).toList());
      case "neurons-died" ->
          new Fact.NeuronsDied(f.text("population"), group(f.text("group")), f.integers("neurons"));
      case "evaluated" ->
          new Fact.Evaluated(
              f.text("measure"),
              f.text("of"),
              f.real("value"),
              f.number("synapses"),
              f.number("neurons"));
      default -> throw new IllegalArgumentException("unknown kind of event: " + kind);
    };
  }

  private static Death death(Fields f) {
    return new Death(
        Math.toIntExact(f.number("pre")),
        Math.toIntExact(f.number("post")),
        f.real("importance"),
        f.single("weight"),
        f.number("age"),
        f.single("draw"));
  }

  /** {@code h1-h2[0:676]}. */
  private static GroupId group(String text) {
    int open = text.lastIndexOf('[');
    int colon = text.lastIndexOf(':');
    return new GroupId(
        text.substring(0, open),
        Integer.parseInt(text.substring(open + 1, colon)),
        Integer.parseInt(text.substring(colon + 1, text.length() - 1)));
  }

  /** Fields of an object, each read as what it must be. */
  private record Fields(Map<String, Object> values) {

    String text(String name) {
      if (values.get(name) instanceof String text) {
        return text;
      }
      throw new IllegalArgumentException("no field " + name);
    }

    long number(String name) {
      return Long.parseLong(text(name));
    }

    /** What was not finite was written as null. */
    double real(String name) {
      return values.get(name) == null ? Double.NaN : Double.parseDouble(text(name));
    }

    float single(String name) {
      return values.get(name) == null ? Float.NaN : Float.parseFloat(text(name));
    }

    List<Integer> integers(String name) {
      return list(name).stream().map(n -> Integer.valueOf((String) n)).toList();
    }

    @SuppressWarnings("unchecked") // objects are maps from names
    List<Fields> objects(String name) {
      return list(name).stream().map(o -> new Fields((Map<String, Object>) o)).toList();
    }

    private List<?> list(String name) {
      if (values.get(name) instanceof List<?> list) {
        return list;
      }
      throw new IllegalArgumentException("no list " + name);
    }
  }
}
