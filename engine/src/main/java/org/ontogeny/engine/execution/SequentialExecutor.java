package org.ontogeny.engine.execution;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/**
 * Carries messages in one thread, first come first served. The oracle of every concurrent executor,
 * and the way to embed the engine without actors.
 */
public final class SequentialExecutor implements Executor {

  private record Letter(Group to, Message message) {}

  private final Map<GroupId, Group> groups = new LinkedHashMap<>();
  private final Director director;
  private final Queue<Letter> letters = new ArrayDeque<>();
  private final Queue<Report> reports = new ArrayDeque<>();
  private final Outbox post =
      new Outbox() {
        @Override
        public void send(GroupId to, Message message) {
          letters.add(new Letter(groups.get(to), message));
        }

        @Override
        public void report(Report report) {
          reports.add(report);
        }
      };

  public SequentialExecutor(Network network, Collection<Group> members) {
    members.forEach(group -> groups.put(group.id(), group));
    director = new Director(network, 1);
  }

  @Override
  public void run(Program program) {
    director.begin(program, post);
    carry();
  }

  @Override
  public Map<GroupId, Reply> ask(Map<GroupId, List<Request>> requests) {
    director.ask(requests, post);
    carry();
    return director.replies();
  }

  private void carry() {
    while (!letters.isEmpty() || !reports.isEmpty()) {
      if (letters.isEmpty()) {
        director.receive(reports.remove(), post);
      } else {
        Letter letter = letters.remove();
        deliver(letter);
      }
    }
    if (!director.atFence()) {
      String waiting =
          groups.values().stream()
              .flatMap(group -> group.waitsFor().stream())
              .collect(Collectors.joining("; "));
      throw new GroupFailure(null, "no message is left and groups still wait: " + waiting, null);
    }
  }

  private void deliver(Letter letter) {
    try {
      letter.to().receive(letter.message(), post);
    } catch (RuntimeException e) {
      throw GroupFailure.of(letter.to(), e);
    }
  }

  @Override
  public void close() {
    // holds nothing that outlives it
  }
}
