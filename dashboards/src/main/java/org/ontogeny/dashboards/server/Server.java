package org.ontogeny.dashboards.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.ontogeny.actors.stream.JournalStreams;
import org.ontogeny.dashboards.server.api.ActivitySource;
import org.ontogeny.dashboards.server.api.Api;
import org.ontogeny.dashboards.server.api.OpenStreams;
import org.ontogeny.dashboards.server.api.Runs;
import org.ontogeny.dashboards.server.grpc.GrpcHandler;
import org.ontogeny.dashboards.server.grpc.RunsService;
import org.ontogeny.dashboards.server.http.Access;
import org.ontogeny.dashboards.server.http.Failures;
import org.ontogeny.dashboards.server.http.Handler;
import org.ontogeny.dashboards.server.http.StaticFiles;
import org.ontogeny.dashboards.server.http.WebJarFile;
import org.slf4j.LoggerFactory;

/** Serves the runs of a folder until it is closed, also while processes develop them. */
public final class Server implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(1); // for answers under way
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorSystem<?> system;
  private final ServerBinding binding;

  private Server(ActorSystem<?> system, ServerBinding binding) {
    this.system = system;
    this.binding = binding;
  }

  /**
   * Starts a server.
   *
   * @param folder of all runs; while it is missing there are none
   * @param activity of the runs that this process develops
   * @param err where the causes of internal failures go
   * @throws CannotListen if the port is taken or the address is none of this computer
   */
  public static Server start(
      Path folder, Listening listening, ActivitySource activity, PrintWriter err) {
    return start(folder, listening, activity, err, ConfigFactory.empty());
  }

  /** The same with settings that go before those of {@code ontogeny-server.conf}. */
  static Server start(
      Path folder, Listening listening, ActivitySource activity, PrintWriter err, Config settings) {
    // Before many threads do it at once, of which the logging library would tell the user.
    LoggerFactory.getILoggerFactory();
    Config config =
        settings
            .withFallback(ConfigFactory.load(Server.class.getClassLoader(), "ontogeny-server"))
            .resolve();
    ActorSystem<?> system = ActorSystem.create(Behaviors.empty(), "ontogeny-server", config);
    try {
      return start(folder, listening, activity, new Failures(err), system);
    } catch (RuntimeException | Error e) {
      system.terminate();
      throw e;
    }
  }

  private static Server start(
      Path folder,
      Listening listening,
      ActivitySource activity,
      Failures failures,
      ActorSystem<?> system) {
    Config config = system.settings().config().getConfig("ontogeny.server");
    OpenStreams streams =
        new OpenStreams(config.getInt("most-streams"), config.getDuration("heartbeat"));
    JournalStreams journals = new JournalStreams(system);
    Api api = new Api(new Runs(folder), activity, journals, streams, system, failures);
    List<Handler> handlers =
        List.of(
            GrpcHandler.create(
                new RunsService(api.library(), journals::pages, streams, failures, system), system),
            api.handler(),
            new WebJarFile("/vendor/echarts.min.js", "echarts", "echarts.min.js", system),
            new StaticFiles("web", system));
    // the port is known only when it is bound, and a request may come at that very instant
    CompletableFuture<Access> access = new CompletableFuture<>();
    Entrance entrance = new Entrance(access, handlers, failures, api.metrics()::answered, system);
    ServerBinding binding =
        bound(
            Http.get(system)
                .newServerAt(listening.address(), listening.port())
                .bind(entrance::answer)
                .toCompletableFuture(),
            listening);
    access.complete(new Access(binding.localAddress(), listening.names(), listening.token()));
    return new Server(system, binding);
  }

  private static ServerBinding bound(
      CompletableFuture<ServerBinding> binding, Listening listening) {
    try {
      return binding.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String why = cause instanceof BindException ? cause.getMessage() : cause.toString();
      throw new CannotListen(
          "cannot listen on port %d of %s: %s"
              .formatted(listening.port(), listening.address(), why),
          e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /** Where it listens, as a browser wants it. */
  public String url() {
    return "http://%s:%d/".formatted(Access.literal(address().getAddress()), address().getPort());
  }

  /**
   * Takes no more requests, ends streams, and waits for that.
   *
   * @throws IllegalStateException if it is not done after ten seconds
   */
  @Override
  public void close() {
    try {
      binding.terminate(GRACE).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the server did not stop: " + e, e);
    } finally {
      system.terminate();
    }
  }
}
