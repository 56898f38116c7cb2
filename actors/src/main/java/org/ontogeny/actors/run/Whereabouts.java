package org.ontogeny.actors.run;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Waiting;
import org.ontogeny.engine.network.GroupId;

/** How far each group has come, as its reports tell; for errors that say who is missing. */
final class Whereabouts {

  private static final int NAMED = 8;

  private final List<GroupId> groups;
  private final Map<GroupId, Long> ended = new HashMap<>(); // last step that the group reported
  private final Map<GroupId, Integer> unanswered = new LinkedHashMap<>(); // questions, at least 1
  private boolean running;
  private long moves;

  Whereabouts(List<GroupId> groups) {
    this.groups = List.copyOf(groups);
  }

  /** Groups begin to walk. */
  void run(long firstStep) {
    moves++;
    running = true;
    groups.forEach(group -> ended.put(group, firstStep - 1));
  }

  /** Groups are asked at a fence. */
  void ask(Map<GroupId, ? extends List<?>> asked) {
    moves++;
    running = false;
    unanswered.clear();
    asked.forEach((group, questions) -> unanswered.put(group, questions.size()));
  }

  /** Notes a report. */
  void note(Report report) {
    moves++;
    if (report instanceof Report.Completed completed) {
      ended.put(completed.group(), completed.step());
    } else if (report instanceof Report.Answered answered) {
      unanswered.computeIfPresent(answered.group(), (group, left) -> left == 1 ? null : left - 1);
    }
  }

  /** How many programs, questions and reports have come. */
  long moves() {
    return moves;
  }

  /** Where a group is: at which step, or at a fence. */
  String of(GroupId group) {
    return running ? "step " + (ended.get(group) + 1) : "a fence";
  }

  /**
   * What a network that stands still waits for.
   *
   * @param waiting groups that wait, those furthest behind first; may be empty
   */
  String standstill(List<Waiting> waiting) {
    if (!waiting.isEmpty()) {
      Waiting first = waiting.get(0);
      List<Waiting> behind =
          waiting.stream().filter(w -> Waiting.FURTHEST_BEHIND.compare(w, first) == 0).toList();
      return named(behind) + others(waiting.size() - Math.min(NAMED, behind.size()));
    }
    if (!running) {
      return "the conductor waits for the reply of " + named(List.copyOf(unanswered.keySet()));
    }
    long least = Collections.min(ended.values());
    List<GroupId> behind = groups.stream().filter(group -> ended.get(group) == least).toList();
    return "the conductor waits for the end of step %d of %s".formatted(least + 1, named(behind));
  }

  private static String named(List<?> all) {
    List<String> some = all.stream().limit(NAMED).map(Object::toString).toList();
    return String.join("; ", some);
  }

  private static String others(int count) {
    return count == 0 ? "" : "; besides these, %d wait for what comes after".formatted(count);
  }
}
