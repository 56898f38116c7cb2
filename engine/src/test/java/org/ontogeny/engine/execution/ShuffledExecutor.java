package org.ontogeny.engine.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/**
 * Delivers in a random order what different senders have under way; only messages between the same
 * two keep their order, as between actors. It keeps a record of what each group received and of
 * what the conductor was told.
 */
public final class ShuffledExecutor implements Executor {

  private static final GroupId CONDUCTOR = new GroupId("conductor", 0, 0);

  private record Link(GroupId from, GroupId to) {}

  private final Map<GroupId, Group> groups = new LinkedHashMap<>();
  private final Director director;
  private final Random random;
  private final Map<Link, Queue<Runnable>> links = new HashMap<>();
  private final List<Link> busy = new ArrayList<>();
  private final Map<GroupId, List<Message>> received = new HashMap<>();
  private final List<Report> reports = new ArrayList<>();

  /**
   * @param credit phase executions under way at once
   * @param seed of the order of delivery
   */
  public ShuffledExecutor(Network network, Collection<Group> members, int credit, long seed) {
    members.forEach(group -> groups.put(group.id(), group));
    director = new Director(network, credit);
    random = new Random(seed);
  }

  /** Every message that a group received, in that order. */
  public List<Message> received(GroupId group) {
    return received.getOrDefault(group, List.of());
  }

  /** Every report that the conductor received, in that order. */
  public List<Report> reports() {
    return reports;
  }

  @Override
  public void run(Program program) {
    director.begin(program, outbox(CONDUCTOR));
    carry();
  }

  @Override
  public Map<GroupId, Reply> ask(Map<GroupId, List<Request>> requests) {
    director.ask(requests, outbox(CONDUCTOR));
    carry();
    return director.replies();
  }

  private void carry() {
    while (!busy.isEmpty()) {
      int chosen = random.nextInt(busy.size());
      Link link = busy.get(chosen);
      Runnable delivery = links.get(link).remove();
      if (links.get(link).isEmpty()) {
        busy.remove(chosen);
      }
      delivery.run();
    }
    if (!director.atFence()) {
      throw new IllegalStateException("no message is left and groups still wait");
    }
  }

  private Outbox outbox(GroupId from) {
    return new Outbox() {
      @Override
      public void send(GroupId to, Message message) {
        post(new Link(from, to), () -> deliver(to, message));
      }

      @Override
      public void report(Report report) {
        post(new Link(from, CONDUCTOR), () -> tell(report));
      }
    };
  }

  private void post(Link link, Runnable delivery) {
    Queue<Runnable> queue = links.computeIfAbsent(link, key -> new ArrayDeque<>());
    if (queue.isEmpty()) {
      busy.add(link);
    }
    queue.add(delivery);
  }

  private void deliver(GroupId to, Message message) {
    received.computeIfAbsent(to, key -> new ArrayList<>()).add(message);
    groups.get(to).receive(message, outbox(to));
  }

  private void tell(Report report) {
    reports.add(report);
    director.receive(report, outbox(CONDUCTOR));
  }

  @Override
  public void close() {
    // holds nothing that outlives it
  }
}
