package org.ontogeny.dashboards.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Operational facts of a run, read back.
 *
 * @param facts in order, each with a {@code kind} and fields of its own
 */
public record RecordedOperations(List<Map<String, Object>> facts) {

  /** How far a run has come, as far as its own record tells. */
  public enum State {
    /** It said that it began, and nothing since: it goes on, or its process is gone. */
    STARTED,
    FINISHED,
    STOPPED,
    FAILED
  }

  /**
   * The facts of a file; none if it is missing.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static RecordedOperations read(Path file) {
    List<Map<String, Object>> facts = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          facts.add(JsonObjects.parse(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return new RecordedOperations(facts);
  }

  /** A field of the last fact of a kind; empty text if there is none. */
  public String last(String kind, String field) {
    String value = "";
    for (Map<String, Object> fact : facts) {
      if (kind.equals(fact.get("kind")) && fact.get(field) instanceof String text) {
        value = text;
      }
    }
    return value;
  }

  /** What the last fact about its life says. */
  public State state() {
    State state = State.STARTED;
    for (Map<String, Object> fact : facts) {
      state =
          switch (String.valueOf(fact.get("kind"))) {
            case "started" -> State.STARTED;
            case "finished" -> State.FINISHED;
            case "stopped" -> State.STOPPED;
            case "failed" -> State.FAILED;
            default -> state;
          };
    }
    return state;
  }
}
