package org.ontogeny.engine.execution;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;

/** Messages of one shard of one phase execution that have arrived and not been consumed. */
final class Inbox {

  private record Link(GroupId from, End end) {}

  private final Map<Link, Queue<Message>> links = new HashMap<>();
  private final Queue<Message.Clamp> clamps = new ArrayDeque<>();
  private final Queue<Message.Verdict> verdicts = new ArrayDeque<>();

  void put(Message.Activity activity) {
    link(activity.from(), activity.end()).add(activity);
  }

  void put(Message.Drive drive) {
    link(drive.from(), drive.end()).add(drive);
  }

  void put(Message.Clamp clamp) {
    clamps.add(clamp);
  }

  void put(Message.Verdict verdict) {
    verdicts.add(verdict);
  }

  /** Whether the next message of a link is here. */
  boolean has(GroupId from, End end) {
    return !link(from, end).isEmpty();
  }

  Message.Activity activity(GroupId from, End end) {
    return (Message.Activity) link(from, end).remove();
  }

  Message.Drive drive(GroupId from, End end) {
    return (Message.Drive) link(from, end).remove();
  }

  boolean hasClamp() {
    return !clamps.isEmpty();
  }

  Message.Clamp clamp() {
    return clamps.remove();
  }

  boolean hasVerdict() {
    return !verdicts.isEmpty();
  }

  Message.Verdict verdict() {
    return verdicts.remove();
  }

  /** Whether everything was consumed. */
  boolean isEmpty() {
    return clamps.isEmpty()
        && verdicts.isEmpty()
        && links.values().stream().allMatch(Queue::isEmpty);
  }

  private Queue<Message> link(GroupId from, End end) {
    return links.computeIfAbsent(new Link(from, end), key -> new ArrayDeque<>());
  }
}
