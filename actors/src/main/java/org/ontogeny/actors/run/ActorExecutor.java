package org.ontogeny.actors.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.dispatch.ExecutionContexts;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.actors.wire.NetworkSetup;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Group;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.kernel.Kernels;
import org.slf4j.LoggerFactory;
import scala.concurrent.ExecutionContextExecutor;

/**
 * Runs a network with actors. Calls block the calling thread until the fence, one at a time; that
 * thread must be a plain one, never an actor's nor one of a pool that somebody else waits for.
 * Meanwhile it runs the conductor, and the groups where they work in turn: {@link
 * Arrangement#inTurn}. After a failure every call fails with it.
 */
public final class ActorExecutor implements Executor {

  /** How long {@link #close} waits for actors that are in the middle of a computation. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String FENCE = "ontogeny.dispatcher.fence";
  private static final String COMPUTE = "ontogeny.dispatcher.compute";

  private final ActorSystem<Conductor.Command> system;
  private final FenceTasks tasks;
  private final ExecutionContextExecutor pool;
  private final CompletableFuture<Done> stopped; // when the actors have
  private final CompletableFuture<?> ended; // completes exceptionally

  private ActorExecutor(ActorSystem<Conductor.Command> system, FenceTasks tasks) {
    this.system = system;
    this.tasks = tasks;
    this.pool = system.dispatchers().lookup(DispatcherSelector.fromConfig(COMPUTE));
    // what follows runs in the thread that stops last: a pool that is busy would keep it waiting
    this.stopped =
        system
            .getWhenTerminated()
            .thenApplyAsync(done -> done, Runnable::run)
            .toCompletableFuture();
    this.ended =
        stopped.thenCompose(
            done ->
                CompletableFuture.failedFuture(
                    new IllegalStateException("the actors have been stopped")));
  }

  /** Starts the actors of a network that follows rules by criteria of the engine alone. */
  public static ActorExecutor start(
      Network network,
      List<GroupState> states,
      long seed,
      Kernels kernels,
      Arrangement arrangement) {
    return start(network, states, seed, kernels, arrangement, Catalogue.SHIPPED);
  }

  /**
   * Starts the actors of a network.
   *
   * @param states of all its groups, in any order
   * @param criteria that rules can name
   * @throws IllegalArgumentException if a group has no state or no place
   */
  public static ActorExecutor start(
      Network network,
      List<GroupState> states,
      long seed,
      Kernels kernels,
      Arrangement arrangement,
      Catalogue criteria) {
    return start(
        network,
        Groups.of(states, network, seed, kernels),
        arrangement,
        ConfigFactory.empty(),
        UnaryOperator.identity(),
        criteria);
  }

  /**
   * Starts the actors, with settings of Pekko's that go before ours and hosts wrapped in something.
   */
  static ActorExecutor start(
      Network network,
      List<Group> groups,
      Arrangement arrangement,
      Config settings,
      UnaryOperator<Behavior<GroupHost.Command>> wrapping) {
    return start(network, groups, arrangement, settings, wrapping, Catalogue.SHIPPED);
  }

  private static ActorExecutor start(
      Network network,
      List<Group> groups,
      Arrangement arrangement,
      Config settings,
      UnaryOperator<Behavior<GroupHost.Command>> wrapping,
      Catalogue criteria) {
    Map<GroupId, Group> byId = new HashMap<>();
    groups.forEach(group -> byId.put(group.id(), group));
    List<Conductor.Hosting> hostings =
        arrangement.placement().hosts(network).stream()
            .map(place -> hosting(place, byId, wrapping))
            .toList();
    DispatcherSelector ofHosts =
        DispatcherSelector.fromConfig(arrangement.inTurn(network) ? FENCE : COMPUTE);
    Behavior<Conductor.Command> conductor =
        Conductor.create(network, hostings, ofHosts, arrangement.credit(), arrangement.deadline());
    // Before many threads do it at once, of which the logging library would tell the user.
    LoggerFactory.getILoggerFactory();
    FenceTasks tasks = new FenceTasks();
    ActorSystemSetup setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(config(arrangement, settings))
                .withDefaultExecutionContext(ExecutionContexts.fromExecutor(tasks)),
            new NetworkSetup(network, criteria));
    return new ActorExecutor(
        ActorSystem.apply(conductor, "ontogeny", setup, DispatcherSelector.fromConfig(FENCE)),
        tasks);
  }

  private static Conductor.Hosting hosting(
      Placement.Host place,
      Map<GroupId, Group> groups,
      UnaryOperator<Behavior<GroupHost.Command>> wrapping) {
    List<Group> members =
        place.groups().stream()
            .map(
                id -> {
                  if (!groups.containsKey(id)) {
                    throw new IllegalArgumentException("group " + id + " has no state");
                  }
                  return groups.get(id);
                })
            .toList();
    return new Conductor.Hosting(
        place, listener -> wrapping.apply(GroupHost.create(members, listener)));
  }

  private static Config config(Arrangement arrangement, Config settings) {
    String threads =
        "ontogeny.dispatcher.compute.fork-join-executor { parallelism-min = %1$d, parallelism-max = %1$d }"
            .formatted(arrangement.threads());
    return settings
        .withFallback(ConfigFactory.parseString(threads))
        .withFallback(ConfigFactory.load(ActorExecutor.class.getClassLoader(), "ontogeny-actors"))
        .resolve();
  }

  /** The actors' system, for a journal that lives as long as this executor. */
  public ActorSystem<?> system() {
    return system;
  }

  @Override
  public void run(Program program) {
    await(begin(program));
  }

  private CompletableFuture<Done> begin(Program program) {
    CompletableFuture<Done> fence = new CompletableFuture<>();
    system.tell(new Conductor.Run(program, fence));
    return fence;
  }

  @Override
  public void run(Program program, Runnable meanwhile) {
    CompletableFuture<Done> fence = begin(program);
    CompletableFuture<Optional<Throwable>> beside =
        CompletableFuture.supplyAsync(() -> thrownBy(meanwhile), pool);
    try {
      await(fence);
    } catch (RuntimeException | Error failure) {
      outcome(beside).filter(other -> other != failure).ifPresent(failure::addSuppressed);
      throw failure;
    }
    outcome(beside).ifPresent(ActorExecutor::rethrow);
  }

  private static Optional<Throwable> thrownBy(Runnable action) {
    try {
      action.run();
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  /** Waits for it in any case: what it works on is used again. */
  private Optional<Throwable> outcome(CompletableFuture<Optional<Throwable>> beside) {
    try {
      tasks.runUntil(beside);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return beside.join();
  }

  @Override
  public Map<GroupId, Reply> ask(Map<GroupId, List<Request>> requests) {
    CompletableFuture<Map<GroupId, Reply>> fence = new CompletableFuture<>();
    system.tell(new Conductor.Ask(requests, fence));
    return await(fence);
  }

  private <T> T await(CompletableFuture<T> fence) {
    CompletableFuture<?> done = CompletableFuture.anyOf(fence, ended);
    try {
      tasks.runUntil(done);
      done.get();
      return fence.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a fence", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("the run failed: " + e.getCause(), e.getCause());
    } catch (Error e) {
      ended.completeExceptionally(e); // whoever it hit does not go on
      throw e;
    }
  }

  /**
   * Stops the actors and waits for them.
   *
   * @throws IllegalStateException if one of them is still busy after half a minute
   */
  @Override
  public void close() {
    system.terminate();
    Thread last = new Thread(this::runToTheEnd, "ontogeny-end");
    last.setDaemon(true);
    last.start();
    try {
      stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the actors did not stop within " + PATIENCE.toSeconds() + " s", e);
    }
  }

  /** Nobody waits at a fence any more, and the actors still have to be told that they stop. */
  private void runToTheEnd() {
    try {
      tasks.runUntil(stopped);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while actors stop", e);
    }
  }
}
