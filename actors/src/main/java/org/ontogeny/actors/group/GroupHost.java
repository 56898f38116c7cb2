package org.ontogeny.actors.group;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.ontogeny.engine.execution.Group;
import org.ontogeny.engine.execution.GroupFailure;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Outbox;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Waiting;
import org.ontogeny.engine.network.GroupId;

/**
 * Hosts one group or several. Letters between groups of one host do not leave it; all others go to
 * the host of their group. Either way letters from one group to another arrive in the order in
 * which they were sent. A group that throws ends its host with a {@link GroupFailure}.
 */
public final class GroupHost extends AbstractBehavior<GroupHost.Command> {

  /** What a host can be told. */
  public sealed interface Command {}

  /**
   * Where every group of the network lives. Letters wait until it has come.
   *
   * @param hosts by group
   */
  public record Directory(Map<GroupId, ActorRef<Command>> hosts) implements Command {
    public Directory {
      hosts = Map.copyOf(hosts);
    }
  }

  /**
   * A message for one group of this host.
   *
   * @param to the group
   * @param message for it
   */
  public record Letter(GroupId to, Message message) implements Command {}

  /**
   * Tell what the groups wait for. A busy host answers when it has worked through its letters.
   *
   * @param inquiry number of the question, repeated in the answer
   */
  public record Explain(long inquiry) implements Command {}

  /** What a host tells its listener, who may have commands of its own besides. */
  public interface Notice {}

  /** A group's report. */
  public record Reported(Report report) implements Notice {}

  /**
   * Answer to {@link Explain}.
   *
   * @param inquiry number of the question
   * @param host name of this host
   * @param letters how many it has worked through since it began
   * @param waiting its groups that wait
   */
  public record Explained(long inquiry, String host, long letters, List<Waiting> waiting)
      implements Notice {
    public Explained {
      waiting = List.copyOf(waiting);
    }
  }

  /**
   * A host of these groups, which nobody else may touch from now on.
   *
   * @param listener hears the reports
   */
  public static Behavior<Command> create(List<Group> groups, ActorRef<? super Notice> listener) {
    return Behaviors.supervise(
            Behaviors.<Command>setup(context -> new GroupHost(context, groups, listener)))
        .onFailure(SupervisorStrategy.stop().withLoggingEnabled(false));
  }

  private final Map<GroupId, Group> groups = new LinkedHashMap<>();
  private final ActorRef<? super Notice> listener;
  private final Queue<Letter> letters = new ArrayDeque<>();
  private final Outbox post = new Post();

  private Map<GroupId, ActorRef<Command>> directory;
  private long delivered;

  private GroupHost(
      ActorContext<Command> context, List<Group> members, ActorRef<? super Notice> listener) {
    super(context);
    members.forEach(group -> groups.put(group.id(), group));
    this.listener = listener;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Directory.class, this::onDirectory)
        .onMessage(Letter.class, this::onLetter)
        .onMessage(Explain.class, this::onExplain)
        .build();
  }

  private Behavior<Command> onDirectory(Directory told) {
    directory = told.hosts();
    deliverAll();
    return this;
  }

  private Behavior<Command> onLetter(Letter letter) {
    letters.add(letter);
    if (directory != null) {
      deliverAll();
    }
    return this;
  }

  private Behavior<Command> onExplain(Explain explain) {
    List<Waiting> waiting = groups.values().stream().flatMap(g -> g.waiting().stream()).toList();
    String name = getContext().getSelf().path().name();
    listener.tell(new Explained(explain.inquiry(), name, delivered, waiting));
    return this;
  }

  private void deliverAll() {
    for (Letter letter = letters.poll(); letter != null; letter = letters.poll()) {
      deliver(letter);
    }
  }

  private void deliver(Letter letter) {
    Group group = groups.get(letter.to());
    if (group == null) {
      throw new IllegalStateException(
          "a letter to %s came to the host of %s".formatted(letter.to(), groups.keySet()));
    }
    delivered++;
    try {
      group.receive(letter.message(), post);
    } catch (RuntimeException | Error e) {
      throw GroupFailure.of(group, e);
    }
  }

  /** Carries what the groups send. */
  private final class Post implements Outbox {

    @Override
    public void send(GroupId to, Message message) {
      Letter letter = new Letter(to, message);
      if (groups.containsKey(to)) {
        letters.add(letter);
      } else {
        host(to).tell(letter);
      }
    }

    private ActorRef<Command> host(GroupId group) {
      ActorRef<Command> host = directory.get(group);
      if (host == null) {
        throw new IllegalStateException("no host has a group " + group);
      }
      return host;
    }

    @Override
    public void report(Report report) {
      listener.tell(new Reported(report));
    }
  }
}
