package org.ontogeny.dashboards.server.grpc;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.apache.pekko.grpc.javadsl.PekkoGrpcClient;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.stream.JournalStreams;
import org.ontogeny.dashboards.server.api.OpenStreams;
import org.ontogeny.dashboards.server.api.RunLibrary;
import org.ontogeny.dashboards.server.api.Runs;
import org.ontogeny.dashboards.server.http.Failures;
import org.ontogeny.dashboards.server.http.Questions;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.proto.health.v1.HealthClient;
import org.ontogeny.proto.v1.Published;
import org.ontogeny.proto.v1.RunsClient;

/** A server on a free port of this machine, and clients of it. */
final class Served implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path runs;
  private final ActorSystem<Void> system =
      ActorSystem.create(Behaviors.empty(), "served", ConfigFactory.load("ontogeny-actors"));
  private final List<PekkoGrpcClient> clients = new ArrayList<>();
  private final StringWriter err = new StringWriter();
  private ServerBinding binding;

  /** Nothing is served yet. */
  Served(Path runs) {
    this.runs = runs;
  }

  /** Serves the journals of the runs. */
  Served journals() {
    return bind(new JournalStreams(system)::pages, 10);
  }

  /** Serves something else in their place, to so many followers. */
  Served bind(RunsService.Journals journals, int followers) {
    return bind(service(journals, followers));
  }

  RunsService service(RunsService.Journals journals, int followers) {
    return new RunsService(
        new RunLibrary(new Runs(runs), new Questions(system.executionContext(), 100), 16),
        journals,
        new OpenStreams(followers, Duration.ofDays(1)),
        new Failures(new PrintWriter(err, true)),
        system);
  }

  Served bind(RunsService service) {
    GrpcHandler grpc = GrpcHandler.create(service, system);
    Function<HttpRequest, CompletionStage<HttpResponse>> handler =
        request -> grpc.handle(request).orElseGet(Served::page);
    binding =
        Http.get(system)
            .newServerAt("127.0.0.1", 0)
            .withSettings(ServerSettings.create(system.classicSystem()).withEnableHttp2(true))
            .bind(handler)
            .toCompletableFuture()
            .join();
    return this;
  }

  private static CompletionStage<HttpResponse> page() {
    return CompletableFuture.completedFuture(HttpResponse.create().withEntity("pages"));
  }

  /** What went to standard error. */
  String err() {
    return err.toString();
  }

  ActorSystem<?> system() {
    return system;
  }

  int port() {
    return binding.localAddress().getPort();
  }

  /** Makes the directory of a run with the shipped experiment of digits. */
  RunDirectory newRun(String id) throws IOException {
    RunDirectory directory = new RunDirectory(Files.createDirectories(runs.resolve(id)));
    Files.writeString(directory.specification(), SpecReader.read("digits", Map.of()).resolved());
    return directory;
  }

  /** A client with a connection of its own. */
  RunsClient client() {
    RunsClient client = RunsClient.create(settings(), system);
    clients.add(client);
    return client;
  }

  HealthClient health() {
    HealthClient client = HealthClient.create(settings(), system);
    clients.add(client);
    return client;
  }

  private GrpcClientSettings settings() {
    return GrpcClientSettings.connectToServiceAt("127.0.0.1", port(), system).withTls(false);
  }

  /** What a client hears, to be pulled message by message. */
  SinkQueueWithCancel<Published.Event> follow(Published.FollowRequest request) {
    return client().follow(request).runWith(Sink.queue(1), system);
  }

  /** All that a client hears until the stream ends. */
  List<Published.Event> hear(Published.FollowRequest request) {
    return client().follow(request).runWith(Sink.seq(), system).toCompletableFuture().join();
  }

  @Override
  public void close() {
    for (PekkoGrpcClient client : clients) {
      client.close().toCompletableFuture().join();
    }
    if (binding != null) {
      binding.terminate(PATIENCE).toCompletableFuture().join();
    }
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
