package org.ontogeny.engine.event;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ontogeny.engine.network.GroupId;

/** Reads events back from their canonical form. */
public final class EventReader {

  /** Names of all kinds of events. */
  public static final List<String> KINDS =
      List.of(
          "run-started",
          "run-ended",
          "stage-started",
          "stage-ended",
          "epoch-ended",
          "branched",
          "synapses-formed",
          "synapses-pruned",
          "neurons-died",
          "evaluated",
          "snapshot",
          "changed",
          "lesioned");

  private EventReader() {}

  /**
   * The event of a canonical line with its synapses.
   *
   * @throws IllegalArgumentException if the line is none of an event
   */
  public static Event event(String line) {
    Fields fields = fields(line);
    List<Fate> fates =
        fields.values().get("synapses") instanceof List
            ? fields.objects("synapses").stream().map(EventReader::fate).toList()
            : List.of();
    return new Event(
        fields.number("seq"),
        fields.number("step"),
        fields.text("stage"),
        fact(fields.text("kind"), fields, fates));
  }

  /**
   * A fact from what {@link CanonicalJson#detail} says of it.
   *
   * @param fates of its synapses, where it has any
   * @throws IllegalArgumentException if the text is none of such a fact
   */
  public static Fact fact(String kind, String detail, List<Fate> fates) {
    return fact(kind, fields(detail), fates);
  }

  private static Fields fields(String object) {
    try {
      return new Fields(JsonObjects.parse(object));
    } catch (IOException e) {
      throw new IllegalArgumentException("no object of JSON: " + e.getMessage(), e);
    }
  }

  private static Fact fact(String kind, Fields f, List<Fate> fates) {
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
              f.text("from"),
              f.number("fence"),
              f.text("course"),
              f.number("synapses"),
              f.number("neurons"));
      case "synapses-formed" ->
          new Fact.SynapsesFormed(
              f.text("projection"),
              group(f.text("group")),
              f.text("rule"),
              f.real("threshold"),
              fates,
              living(f));
      case "synapses-pruned" ->
          new Fact.SynapsesPruned(
              f.text("projection"),
              group(f.text("group")),
              f.text("rule"),
              f.text("selection"),
              f.real("threshold"),
              f.bits("tie"),
              fates,
              living(f));
      case "neurons-died" ->
          new Fact.NeuronsDied(f.text("population"), group(f.text("group")), f.integers("neurons"));
      case "evaluated" ->
          new Fact.Evaluated(
              f.text("measure"),
              f.text("of"),
              f.real("value"),
              f.number("synapses"),
              f.number("neurons"));
      case "snapshot" ->
          new Fact.Snapshot(
              f.counts("fields"),
              Math.toIntExact(f.number("chains")),
              f.number("synapses"),
              f.number("neurons"));
      case "changed" -> new Fact.Changed(f.numbers("place"), f.texts("values"));
      case "lesioned" ->
          new Fact.Lesioned(
              f.numbers("place"), f.text("population"), f.real("share"), f.integers("neurons"));
      default -> throw new IllegalArgumentException("unknown kind of event: " + kind);
    };
  }

  private static Living living(Fields f) {
    return new Living(f.number("living"), f.bits("fingerprint").orElseThrow());
  }

  private static Fate fate(Fields f) {
    return new Fate(
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

    List<Long> numbers(String name) {
      return list(name).stream().map(n -> Long.valueOf((String) n)).toList();
    }

    @SuppressWarnings("unchecked") // objects are maps from names
    List<Fields> objects(String name) {
      return list(name).stream().map(o -> new Fields((Map<String, Object>) o)).toList();
    }

    @SuppressWarnings("unchecked") // objects are maps from names, and every value here is text
    Map<String, String> texts(String name) {
      if (values.get(name) instanceof Map<?, ?> map) {
        return (Map<String, String>) map;
      }
      throw new IllegalArgumentException("no object " + name);
    }

    /** Whole numbers by name. */
    Map<String, Integer> counts(String name) {
      Map<String, Integer> counts = new HashMap<>();
      texts(name).forEach((key, number) -> counts.put(key, Integer.valueOf(number)));
      return counts;
    }

    /** All bits of a number, null for none. */
    OptionalLong bits(String name) {
      return values.get(name) == null
          ? OptionalLong.empty()
          : OptionalLong.of(HexFormat.fromHexDigitsToLong(text(name)));
    }

    private List<?> list(String name) {
      if (values.get(name) instanceof List<?> list) {
        return list;
      }
      throw new IllegalArgumentException("no list " + name);
    }
  }
}
