package org.ontogeny.dashboards.server.api;

import com.typesafe.config.Config;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.stream.JournalStreams;
import org.ontogeny.dashboards.server.http.Failures;
import org.ontogeny.dashboards.server.http.Handler;
import org.ontogeny.dashboards.server.http.Questions;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.server.http.Router;

/** Every route that answers about runs. */
public final class Api {

  private final RunLibrary library;
  private final Metrics metrics;
  private final Router router;

  /**
   * The routes of a server.
   *
   * @param activity of the runs that this process develops
   * @param streams that are open, those of other protocols included
   * @param system that serves; its configuration has {@code ontogeny.server}
   * @param failures makes problems of what goes wrong in a stream
   */
  public Api(
      Runs runs,
      ActivitySource activity,
      JournalStreams journals,
      OpenStreams streams,
      ActorSystem<?> system,
      Failures failures) {
    Config config = system.settings().config().getConfig("ontogeny.server");
    Questions questions =
        new Questions(
            system
                .dispatchers()
                .lookup(DispatcherSelector.fromConfig("ontogeny.dispatcher.questions")),
            config.getInt("most-waiting"));
    library = new RunLibrary(runs, questions, config.getInt("kept-runs"));
    metrics = new Metrics(library, streams, activity, Clock.systemUTC());
    List<Route> routes = new ArrayList<>();
    routes.addAll(new RunRoutes(library).routes());
    routes.addAll(new EventRoutes(library, config.getBytes("page-size")).routes());
    routes.addAll(new EventStreams(library, journals, streams, failures).routes());
    routes.addAll(new ActivityRoutes(library, activity, streams).routes());
    routes.addAll(new SeriesRoutes(library).routes());
    routes.addAll(new DecisionRoutes(library).routes());
    routes.addAll(new NetworkRoutes(library).routes());
    routes.addAll(new SynapseRoutes(library).routes());
    routes.addAll(new FileRoutes(library).routes());
    routes.addAll(new SnapshotRoutes(library).routes());
    routes.addAll(metrics.routes());
    routes.add(
        new Route(
            "/healthz",
            Set.of(),
            call -> CompletableFuture.completedFuture(HttpResponse.create().withEntity("ok\n"))));
    router = new Router(routes, system);
  }

  /** The runs, for other protocols. */
  public RunLibrary library() {
    return library;
  }

  /** What answers requests. */
  public Handler handler() {
    return router;
  }

  /** Where answers are counted. */
  public Metrics metrics() {
    return metrics;
  }
}
