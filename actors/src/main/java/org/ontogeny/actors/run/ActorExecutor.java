package org.ontogeny.actors.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * Runs a network with actors. Calls block the calling thread until the fence, so they must come
 * from a plain thread, one at a time, never from an actor. After a failure every call fails with
 * it.
 */
public final class ActorExecutor implements Executor {

  /** How long {@link #close} waits for actors that are in the middle of a computation. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long a thread stays awake at a fence; a question takes about as long. */
  private static final Duration LINGERING = Duration.ofNanos(100_000);

  private final ActorSystem<Conductor.Command> system;
  private final CompletableFuture<?> ended; // completes exceptionally

  private ActorExecutor(ActorSystem<Conductor.Command> system) {
    this.system = system;
    this.ended =
        system
            .getWhenTerminated()
            .toCompletableFuture()
            .thenCompose(
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
    Behavior<Conductor.Command> conductor =
        Conductor.create(network, hostings, arrangement.credit(), arrangement.deadline());
    // Before many threads do it at once, of which the logging library would tell the user.
    LoggerFactory.getILoggerFactory();
    ActorSystemSetup setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(config(arrangement, settings)),
            new NetworkSetup(network, criteria));
    return new ActorExecutor(
        ActorSystem.apply(
            conductor,
            "ontogeny",
            setup,
            DispatcherSelector.fromConfig("ontogeny.dispatcher.control")));
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
    run(program, () -> {});
  }

  @Override
  public void run(Program program, Runnable meanwhile) {
    CompletableFuture<Done> fence = new CompletableFuture<>();
    system.tell(new Conductor.Run(program, fence));
    try {
      meanwhile.run();
    } catch (RuntimeException | Error e) {
      try {
        await(fence);
      } catch (RuntimeException failure) {
        failure.addSuppressed(e);
        throw failure;
      }
      throw e;
    }
    await(fence);
  }

  @Override
  public Map<GroupId, Reply> ask(Map<GroupId, List<Request>> requests) {
    CompletableFuture<Map<GroupId, Reply>> fence = new CompletableFuture<>();
    system.tell(new Conductor.Ask(requests, fence));
    return await(fence);
  }

  private <T> T await(CompletableFuture<T> fence) {
    linger(fence);
    try {
      CompletableFuture.anyOf(fence, ended).get();
      return fence.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a fence", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("the run failed: " + e.getCause(), e.getCause());
    }
  }

  /** Stays awake for a while: a thread that sleeps comes back late to a near fence. */
  private static void linger(CompletableFuture<?> fence) {
    long end = System.nanoTime() + LINGERING.toNanos();
    while (!fence.isDone() && System.nanoTime() < end) {
      Thread.onSpinWait();
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
    try {
      system.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the actors did not stop within " + PATIENCE.toSeconds() + " s", e);
    }
  }
}
