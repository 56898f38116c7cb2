package org.ontogeny.actors.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.ontogeny.engine.execution.Director;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Group;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Outbox;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/**
 * One thread that delivers what was sent in random order, except that messages from one sender to
 * one receiver keep theirs: all that actors promise, and worse than they ever do.
 */
final class ShufflingExecutor implements Executor {

  private static final GroupId CONDUCTOR = new GroupId("conductor", 0, 0);

  private record Link(GroupId from, GroupId to) {}

  private final Map<GroupId, Group> groups = new LinkedHashMap<>();
  private final Map<Link, Queue<Runnable>> links = new LinkedHashMap<>();
  private final List<Link> busy = new ArrayList<>();
  private final Director director;
  private final Random random;

  ShufflingExecutor(Network network, List<Group> members, int credit, Random random) {
    members.forEach(group -> groups.put(group.id(), group));
    this.director = new Director(network, credit);
    this.random = random;
  }

  private Outbox post(GroupId from) {
    return new Outbox() {
      @Override
      public void send(GroupId to, Message message) {
        put(new Link(from, to), () -> groups.get(to).receive(message, post(to)));
      }

      @Override
      public void report(Report report) {
        put(new Link(from, CONDUCTOR), () -> director.receive(report, post(CONDUCTOR)));
      }
    };
  }

  private void put(Link link, Runnable delivery) {
    Queue<Runnable> queue = links.computeIfAbsent(link, key -> new ArrayDeque<>());
    if (queue.isEmpty()) {
      busy.add(link);
    }
    queue.add(delivery);
  }

  private void deliverAll() {
    while (!busy.isEmpty()) {
      int chosen = random.nextInt(busy.size());
      Queue<Runnable> queue = links.get(busy.get(chosen));
      Runnable delivery = queue.remove();
      if (queue.isEmpty()) {
        busy.remove(chosen);
      }
      delivery.run();
    }
    if (!director.atFence()) {
      throw new IllegalStateException("nothing is left to deliver, and this is no fence");
    }
  }

  @Override
  public void run(Program program) {
    director.begin(program, post(CONDUCTOR));
    deliverAll();
  }

  @Override
  public Map<GroupId, Reply> ask(Map<GroupId, List<Request>> requests) {
    director.ask(requests, post(CONDUCTOR));
    deliverAll();
    return director.replies();
  }

  @Override
  public void close() {
    // holds nothing that outlives it
  }
}
