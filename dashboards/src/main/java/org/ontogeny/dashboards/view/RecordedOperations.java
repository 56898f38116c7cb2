package org.ontogeny.dashboards.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;

/**
 * Operational facts of a run, read back.
 *
 * @param facts in order
 * @param held whether a process develops the run at present
 */
public record RecordedOperations(List<JournalReader.Operation> facts, boolean held) {

  /** How far a run has come. */
  public enum State {
    /** A process develops it. */
    RUNNING,
    /** Its process is gone, and did not say goodbye. */
    INTERRUPTED,
    FINISHED,
    STOPPED,
    FAILED
  }

  /** Those of a run. */
  public static RecordedOperations of(RunDirectory directory) {
    return new RecordedOperations(
        RecordedJournal.read(directory, journal -> journal.operations(1), List.of()),
        directory.holder().isPresent());
  }

  /** Whether the run has come to its end, whoever may still hold its lock for an instant. */
  public static boolean isFinished(RunDirectory directory) {
    return new RecordedOperations(of(directory).facts(), false).state() == State.FINISHED;
  }

  /** A field of the last fact of a kind that has it; empty text if there is none. */
  public String last(String kind, String field) {
    String value = "";
    for (JournalReader.Operation fact : facts) {
      if (fact.kind().equals(kind) && fact.fields().get(field) instanceof String text) {
        value = text;
      }
    }
    return value;
  }

  /** When the last fact of a kind was recorded; empty text if there is none. */
  public String time(String kind) {
    String time = "";
    for (JournalReader.Operation fact : facts) {
      if (fact.kind().equals(kind)) {
        time = fact.time().toString();
      }
    }
    return time;
  }

  /**
   * Since when a process develops the run, or the last one did.
   *
   * @param step at which it began
   */
  public record Began(Instant time, long step) {}

  /** When the last process began; empty if that is not recorded yet. */
  public Optional<Began> began() {
    Optional<Began> began = Optional.empty();
    for (JournalReader.Operation fact : facts) {
      if (fact.kind().equals("started") || fact.kind().equals("resumed")) {
        long step = fact.fields().get("step") instanceof String text ? Long.parseLong(text) : 0;
        began = Optional.of(new Began(fact.time(), step));
      }
    }
    return began;
  }

  /** What the facts about its life and its lock say. */
  public State state() {
    if (held) {
      return State.RUNNING;
    }
    State state = State.INTERRUPTED;
    for (JournalReader.Operation fact : facts) {
      state =
          switch (fact.kind()) {
            case "started", "resumed" -> State.INTERRUPTED;
            case "finished" -> State.FINISHED;
            case "stopped" -> State.STOPPED;
            case "failed" -> State.FAILED;
            default -> state;
          };
    }
    return state;
  }
}
