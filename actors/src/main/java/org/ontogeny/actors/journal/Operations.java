package org.ontogeny.actors.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Operational facts of a run: which backend and why, threads, timings, failures. They carry times
 * and numbers of their own and say nothing about the development, so they may differ between equal
 * runs:
 *
 * <pre>  {"no":1,"time":"2026-01-01T00:00:00Z","kind":"started","threads":2}</pre>
 *
 * <p>For one thread at a time, and to be closed before the actor system is.
 */
public final class Operations implements AutoCloseable {

  /** Name of the file in a run's directory. */
  public static final String FILE = "operations.jsonl";

  private static final JsonFactory FACTORY = new JsonFactory();

  private final LineFile file;
  private final Clock clock;
  private long recorded;

  private Operations(LineFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * A record in a new file of this directory.
   *
   * @throws UncheckedIOException if the file exists or cannot be created
   */
  public static Operations create(Path directory, Clock clock, ActorSystem<?> system) {
    return new Operations(LineFile.create(directory.resolve(FILE), system), clock);
  }

  /**
   * Records a fact without waiting for the disk.
   *
   * @param kind as {@code started}
   * @param fields in the order in which they are written; values are strings, Integer, Long, Double
   *     (null where it is not finite), booleans, null, or lists and maps of such
   * @throws UncheckedIOException if an earlier fact could not be written
   */
  public void record(String kind, Map<String, ?> fields) {
    recorded++;
    String line = line(recorded, clock.instant(), kind, fields);
    file.append(() -> line);
  }

  private static String line(long number, Instant time, String kind, Map<String, ?> fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("no", number);
      json.writeStringField("time", time.toString());
      json.writeStringField("kind", kind);
      writeFields(fields, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static void writeFields(Map<?, ?> fields, JsonGenerator json) throws IOException {
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      json.writeFieldName(field.getKey().toString());
      write(field.getValue(), json);
    }
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      writeFields(map, json);
      json.writeEndObject();
    } else if (value instanceof Iterable<?> values) {
      json.writeStartArray();
      for (Object member : values) {
        write(member, json);
      }
      json.writeEndArray();
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      writeFinite(number, json);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      throw new IllegalArgumentException(
          "expected a string, Integer, Long, Double, boolean, list or map, got "
              + value.getClass().getName());
    }
  }

  private static void writeFinite(double number, JsonGenerator json) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }

  /** Waits until every fact recorded so far is on the disk. */
  public void flush() {
    file.flush();
  }

  @Override
  public void close() {
    file.close();
  }
}
