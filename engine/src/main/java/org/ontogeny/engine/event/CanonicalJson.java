package org.ontogeny.engine.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The canonical form of events: one line of JSON each, without spaces, fields in a fixed order,
 * sequence, step, stage and kind first. A number that is not finite is {@code null}. All others are
 * the shortest decimal that reads back as the same value, found by a writer that comes with the
 * JSON library, since the JDK's own differs between versions (R. Giulietti, "The Schubfach way to
 * render doubles").
 */
public final class CanonicalJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private CanonicalJson() {}

  /** The line of an event, without its end, with every synapse that formed or died. */
  public static String line(Event event) {
    return line(event, true);
  }

  /**
   * The line of an event, without its end.
   *
   * @param synapses whether to list the synapses that formed or died, besides their count
   */
  public static String line(Event event, boolean synapses) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("seq", event.seq());
      json.writeNumberField("step", event.step());
      json.writeStringField("stage", event.stage());
      json.writeStringField("kind", event.fact().kind());
      write(event.fact(), synapses, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  /** A number as these lines have it. */
  public static String number(double value) {
    return NumberOutput.toString(value, true);
  }

  /** What an event says beyond sequence, step, stage and kind: an object, without synapses. */
  public static String detail(Fact fact) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      write(fact, false, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * SHA-256 of lines, each followed by one line feed, in UTF-8.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public static String sha256(Stream<String> lines) {
    MessageDigest digest = newSha256();
    lines.forEachOrdered(
        line -> {
          digest.update(line.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) '\n');
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void write(Fact fact, boolean synapses, JsonGenerator json) throws IOException {
    if (fact instanceof Fact.RunStarted started) {
      json.writeStringField("experiment", started.experiment());
      json.writeNumberField("seed", started.seed());
      writeLiving(started.synapses(), started.neurons(), json);
    } else if (fact instanceof Fact.RunEnded ended) {
      writeLiving(ended.synapses(), ended.neurons(), json);
    } else if (fact instanceof Fact.EpochEnded ended) {
      json.writeNumberField("epoch", ended.epoch());
      json.writeNumberField("updates", ended.updates());
    } else if (fact instanceof Fact.Branched branched) {
      json.writeStringField("from", branched.from());
      json.writeNumberField("fence", branched.fence());
      json.writeStringField("course", branched.course());
      writeLiving(branched.synapses(), branched.neurons(), json);
    } else if (fact instanceof Fact.SynapsesFormed formed) {
      writeGroup(formed, json);
      json.writeStringField("rule", formed.rule());
      writeFinite("threshold", formed.threshold(), json);
      writeFates(formed, synapses, json);
    } else if (fact instanceof Fact.SynapsesPruned pruned) {
      writeGroup(pruned, json);
      json.writeStringField("rule", pruned.rule());
      json.writeStringField("selection", pruned.selection());
      writeFinite("threshold", pruned.threshold(), json);
      json.writeFieldName("tie");
      json.writeObject(pruned.tie().isPresent() ? hex(pruned.tie().getAsLong()) : null);
      writeFates(pruned, synapses, json);
    } else if (fact instanceof Fact.NeuronsDied died) {
      json.writeStringField("population", died.population());
      json.writeStringField("group", died.group().toString());
      writeNeurons(died.neurons(), json);
    } else if (fact instanceof Fact.Evaluated evaluated) {
      json.writeStringField("measure", evaluated.measure());
      json.writeStringField("of", evaluated.of());
      writeFinite("value", evaluated.value(), json);
      writeLiving(evaluated.synapses(), evaluated.neurons(), json);
    } else if (fact instanceof Fact.Snapshot snapshot) {
      json.writeObjectFieldStart("fields");
      for (Map.Entry<String, Integer> fields : snapshot.fields().entrySet()) {
        json.writeNumberField(fields.getKey(), fields.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("chains", snapshot.chains());
      writeLiving(snapshot.synapses(), snapshot.neurons(), json);
    } else if (fact instanceof Fact.Changed changed) {
      writePlace(changed, json);
      json.writeObjectFieldStart("values");
      for (Map.Entry<String, String> value : changed.values().entrySet()) {
        json.writeStringField(value.getKey(), value.getValue());
      }
      json.writeEndObject();
    } else if (fact instanceof Fact.Lesioned lesioned) {
      writePlace(lesioned, json);
      json.writeStringField("population", lesioned.population());
      writeFinite("share", lesioned.share(), json);
      writeNeurons(lesioned.neurons(), json);
    } else if (!(fact instanceof Fact.StageStarted) && !(fact instanceof Fact.StageEnded)) {
      throw new IllegalArgumentException("no canonical form is known of " + fact.kind());
    }
  }

  private static void writePlace(Fact.Intervened fact, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("place");
    for (long part : fact.place()) {
      json.writeNumber(part);
    }
    json.writeEndArray();
  }

  private static void writeGroup(Fact.Structural fact, JsonGenerator json) throws IOException {
    json.writeStringField("projection", fact.projection());
    json.writeStringField("group", fact.group().toString());
  }

  private static void writeFates(Fact.Structural fact, boolean synapses, JsonGenerator json)
      throws IOException {
    json.writeNumberField("count", fact.fates().size());
    json.writeNumberField("living", fact.living().synapses());
    json.writeStringField("fingerprint", hex(fact.living().fingerprint()));
    if (!synapses) {
      return;
    }
    json.writeArrayFieldStart("synapses");
    for (Fate fate : fact.fates()) {
      json.writeStartObject();
      json.writeNumberField("pre", fate.pre());
      json.writeNumberField("post", fate.post());
      writeFinite("importance", fate.importance(), json);
      writeFinite("weight", fate.weight(), json);
      json.writeNumberField("age", fate.age());
      writeFinite("draw", fate.draw(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** All 64 bits, which a number of JSON would lose in many readers. */
  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  private static void writeNeurons(List<Integer> neurons, JsonGenerator json) throws IOException {
    json.writeNumberField("count", neurons.size());
    json.writeArrayFieldStart("neurons");
    for (int neuron : neurons) {
      json.writeNumber(neuron);
    }
    json.writeEndArray();
  }

  private static void writeLiving(long synapses, long neurons, JsonGenerator json)
      throws IOException {
    json.writeNumberField("synapses", synapses);
    json.writeNumberField("neurons", neurons);
  }

  private static void writeFinite(String field, double value, JsonGenerator json)
      throws IOException {
    json.writeFieldName(field);
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static void writeFinite(String field, float value, JsonGenerator json)
      throws IOException {
    json.writeFieldName(field);
    if (Float.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
