package org.ontogeny.actors.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.engine.execution.Director;
import org.ontogeny.engine.execution.GroupFailure;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Outbox;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/**
 * Starts the hosts as its children and lets a {@link Director} conduct them. It fails, once and for
 * all, when a host ends, when a stimulus or a consumer of states throws, or when nothing has moved
 * for the length of the progress deadline; whoever waits at a fence is told why.
 */
public final class Conductor extends AbstractBehavior<GroupHost.Notice> {

  /** What the conductor can be told, besides the notices of hosts. It never leaves the process. */
  public sealed interface Command extends GroupHost.Notice, NoSerializationVerificationNeeded {}

  /**
   * Run a program.
   *
   * @param fence completed when no message is in flight any more
   */
  public record Run(Program program, CompletableFuture<Done> fence) implements Command {}

  /**
   * Ask groups at a fence, each of them one thing after another.
   *
   * @param fence completed with the last reply of each, in the order of the groups
   */
  public record Ask(
      Map<GroupId, List<Request>> requests, CompletableFuture<Map<GroupId, Reply>> fence)
      implements Command {}

  private record CheckProgress() implements Command {}

  /**
   * A host to be started.
   *
   * @param place name and groups
   * @param behavior of the host whose notices go to this listener
   */
  public record Hosting(
      Placement.Host place,
      Function<ActorRef<GroupHost.Notice>, Behavior<GroupHost.Command>> behavior) {}

  /**
   * The conductor of a network.
   *
   * @param hostings every group of the network once
   * @param ofHosts dispatcher of the hosts
   * @param credit how many phase executions may be under way at once, at least 1
   * @param deadline a network in which nothing moves for so long is asked why; it is an error if
   *     nothing can move
   */
  public static Behavior<Command> create(
      Network network,
      List<Hosting> hostings,
      DispatcherSelector ofHosts,
      int credit,
      Duration deadline) {
    return Behaviors.<GroupHost.Notice>setup(
            context ->
                Behaviors.withTimers(
                    timers -> {
                      Object key = CheckProgress.class;
                      timers.startTimerWithFixedDelay(key, new CheckProgress(), deadline);
                      return new Conductor(context, network, hostings, ofHosts, credit, deadline);
                    }))
        .narrow();
  }

  /** What is under way: who waits for the fence, and what they are told there. */
  private record Pending(CompletableFuture<?> fence, Runnable reached) {}

  private final Director director;
  private final Duration deadline;
  private final Map<GroupId, ActorRef<GroupHost.Command>> directory = new HashMap<>();
  private final Map<ActorRef<?>, Placement.Host> hosts = new HashMap<>();
  private final Outbox post =
      new Outbox() {
        @Override
        public void send(GroupId to, Message message) {
          directory.get(to).tell(new GroupHost.Letter(to, message));
        }

        @Override
        public void report(Report report) {
          throw new IllegalStateException("the conductor reports to nobody");
        }
      };
  private final Whereabouts whereabouts;

  private Pending pending; // null at a fence
  private Throwable failure; // null until something fails
  private long movesBefore;
  private long inquiries;
  private Inquiry inquiry; // null when nobody is asked

  private Conductor(
      ActorContext<GroupHost.Notice> context,
      Network network,
      List<Hosting> hostings,
      DispatcherSelector ofHosts,
      int credit,
      Duration deadline) {
    super(context);
    this.director = new Director(network, credit);
    this.deadline = deadline;
    hostings.forEach(hosting -> spawn(hosting, ofHosts));
    GroupHost.Directory told = new GroupHost.Directory(directory);
    hosts().forEach(host -> host.tell(told));
    this.whereabouts = new Whereabouts(network.groups());
  }

  private void spawn(Hosting hosting, DispatcherSelector ofHosts) {
    ActorRef<GroupHost.Command> host =
        getContext()
            .spawn(
                hosting.behavior().apply(getContext().getSelf()),
                hosting.place().name(),
                ofHosts.withMailboxFromConfig(CountedMailbox.CONFIG));
    getContext().watch(host);
    hosts.put(host, hosting.place());
    hosting.place().groups().forEach(group -> directory.put(group, host));
  }

  private Iterable<ActorRef<GroupHost.Command>> hosts() {
    return hosts.values().stream().map(place -> directory.get(place.groups().get(0))).toList();
  }

  @Override
  public Receive<GroupHost.Notice> createReceive() {
    return newReceiveBuilder()
        .onMessage(GroupHost.Reported.class, this::onReported)
        .onMessage(GroupHost.Explained.class, this::onExplained)
        .onMessage(Run.class, this::onRun)
        .onMessage(Ask.class, this::onAsk)
        .onMessage(CheckProgress.class, this::onCheckProgress)
        .onSignal(ChildFailed.class, this::onChildFailed)
        .onSignal(Terminated.class, this::onTerminated)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<GroupHost.Notice> onRun(Run run) {
    if (isFree(run.fence())) {
      pending = new Pending(run.fence(), () -> run.fence().complete(Done.getInstance()));
      whereabouts.run(run.program().firstStep());
      conduct(() -> director.begin(run.program(), post));
    }
    return this;
  }

  private Behavior<GroupHost.Notice> onAsk(Ask ask) {
    if (isFree(ask.fence())) {
      pending = new Pending(ask.fence(), () -> ask.fence().complete(director.replies()));
      whereabouts.ask(ask.requests());
      conduct(() -> director.ask(ask.requests(), post));
    }
    return this;
  }

  /** Whether the conductor can take on something new; if not, whoever wants that is told why. */
  private boolean isFree(CompletableFuture<?> wanted) {
    if (failure != null) {
      wanted.completeExceptionally(failure);
    } else if (pending != null) {
      wanted.completeExceptionally(
          new IllegalStateException("the network has not reached the last fence yet"));
    }
    return !wanted.isDone();
  }

  private Behavior<GroupHost.Notice> onReported(GroupHost.Reported reported) {
    if (failure == null) {
      whereabouts.note(reported.report());
      conduct(() -> director.receive(reported.report(), post));
    }
    return this;
  }

  private void conduct(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
    if (pending != null && director.atFence()) {
      Pending reached = pending;
      pending = null;
      reached.reached().run();
    }
  }

  private Behavior<GroupHost.Notice> onCheckProgress(CheckProgress check) {
    boolean moved = movesBefore != whereabouts.moves();
    movesBefore = whereabouts.moves();
    if (pending != null && !moved && inquiry == null) {
      List<String> names = hosts.values().stream().map(Placement.Host::name).toList();
      inquiry = new Inquiry(inquiries, names, whereabouts.moves());
      inquire();
    }
    return this;
  }

  private void inquire() {
    inquiries = inquiry.number() + 1;
    GroupHost.Explain question = new GroupHost.Explain(inquiry.number());
    hosts().forEach(host -> host.tell(question));
  }

  private Behavior<GroupHost.Notice> onExplained(GroupHost.Explained answer) {
    if (inquiry != null) {
      switch (inquiry.hear(answer, whereabouts.moves())) {
        case OPEN -> {}
        case ASK_AGAIN -> inquire();
        case MOVES -> inquiry = null;
        case STANDS_STILL -> standStill();
      }
    }
    return this;
  }

  private void standStill() {
    if (pending != null) {
      GroupId first = inquiry.waiting().isEmpty() ? null : inquiry.waiting().get(0).group();
      fail(
          new GroupFailure(
              first,
              "nothing has moved for %s s: %s"
                  .formatted(
                      deadline.toMillis() / 1000.0, whereabouts.standstill(inquiry.waiting())),
              null));
    }
    inquiry = null;
  }

  private Behavior<GroupHost.Notice> onChildFailed(ChildFailed failed) {
    if (failed.getCause() instanceof GroupFailure known) {
      fail(known);
    } else {
      lose(failed, failed.getCause().toString(), failed.getCause());
    }
    return this;
  }

  private Behavior<GroupHost.Notice> onTerminated(Terminated terminated) {
    lose(terminated, "its actor was stopped by somebody else", null);
    return this;
  }

  private void lose(Terminated host, String why, Throwable cause) {
    List<GroupId> lost = hosts.get(host.getRef()).groups();
    String which = lost.size() == 1 ? "group " + lost.get(0) : "host of groups " + lost;
    String where = whereabouts.of(lost.get(0));
    fail(new GroupFailure(lost.get(0), "%s failed at %s: %s".formatted(which, where, why), cause));
  }

  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
      hosts().forEach(getContext()::stop);
      if (pending != null) {
        pending.fence().completeExceptionally(cause);
        pending = null;
      }
    }
  }

  private Behavior<GroupHost.Notice> onPostStop(PostStop signal) {
    if (pending != null) {
      pending
          .fence()
          .completeExceptionally(new IllegalStateException("the actors stopped before the fence"));
    }
    return this;
  }
}
