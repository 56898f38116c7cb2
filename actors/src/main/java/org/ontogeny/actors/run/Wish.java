package org.ontogeny.actors.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ontogeny.engine.event.JsonObjects;
import org.ontogeny.engine.stage.Lesion;

/** What somebody who watches a run wants of it, at its next fence. */
public sealed interface Wish {

  /** Checkpoint, and stop in order. */
  record Stop() implements Wish {}

  /** Checkpoint, and go on. It leaves no trace in the numbers. */
  record Checkpoint() implements Wish {}

  /**
   * Go on by other values of the specification.
   *
   * @param values by key, as after {@code --set}
   */
  record Change(Map<String, String> values) implements Wish {
    /** In the order of keys, so that a part of an object comes after the whole. */
    public Change {
      values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
  }

  /** Take neurons away. */
  record Wound(Lesion lesion) implements Wish {}

  /** The wish as an object of JSON. */
  default String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      if (this instanceof Stop) {
        json.writeStringField("wish", "stop");
      } else if (this instanceof Checkpoint) {
        json.writeStringField("wish", "checkpoint");
      } else if (this instanceof Change change) {
        json.writeStringField("wish", "change");
        json.writeObjectFieldStart("values");
        for (Map.Entry<String, String> value : change.values().entrySet()) {
          json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
      } else if (this instanceof Wound wound) {
        json.writeStringField("wish", "lesion");
        json.writeStringField("population", wound.lesion().population());
        json.writeStringField("share", "" + wound.lesion().share());
        json.writeArrayFieldStart("neurons");
        for (int neuron : wound.lesion().neurons()) {
          json.writeNumber(neuron);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * The wish of an object of JSON.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Wish of(String json) {
    try {
      Map<String, Object> fields = JsonObjects.parse(json);
      return switch (String.valueOf(fields.get("wish"))) {
        case "stop" -> new Stop();
        case "checkpoint" -> new Checkpoint();
        case "change" -> new Change(texts(fields.get("values")));
        case "lesion" -> new Wound(lesion(fields));
        default -> throw new IllegalArgumentException("no wish is called " + fields.get("wish"));
      };
    } catch (IOException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("no wish: " + json, e);
    }
  }

  private static Map<String, String> texts(Object values) {
    Map<String, String> texts = new TreeMap<>();
    ((Map<?, ?>) values).forEach((key, value) -> texts.put((String) key, (String) value));
    return texts;
  }

  private static Lesion lesion(Map<String, Object> fields) {
    List<Integer> neurons =
        ((List<?>) fields.get("neurons")).stream().map(n -> Integer.valueOf((String) n)).toList();
    return new Lesion(
        (String) fields.get("population"),
        Double.parseDouble((String) fields.get("share")),
        neurons);
  }
}
