package org.ontogeny.dashboards.server.grpc;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.javadsl.Source;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.stream.Interest;
import org.ontogeny.actors.stream.Page;
import org.ontogeny.dashboards.server.api.OpenStreams;
import org.ontogeny.dashboards.server.api.RunLibrary;
import org.ontogeny.dashboards.server.http.Failures;
import org.ontogeny.dashboards.server.http.Refusal;
import org.ontogeny.proto.v1.Published;
import org.ontogeny.proto.v1.Runs;

/**
 * Lists and streams runs, as {@code runs.proto} says. A follower's demand goes back to the journal:
 * pages are asked for when the client's window has room, and events become messages one at a time.
 */
public final class RunsService implements Runs {

  /** Gives pages of a run's events, as {@link org.ontogeny.actors.stream.JournalStreams} does. */
  @FunctionalInterface
  public interface Journals {

    /** Pages of what somebody wants to hear. */
    Source<Page, NotUsed> pages(Path directory, Interest interest);
  }

  private final RunLibrary library;
  private final Journals journals;
  private final OpenStreams streams;
  private final Failures failures;
  private final Executor blocking;

  /**
   * A service for the runs of a library.
   *
   * @param streams that are open over this service or another one of the same server
   * @param failures is told of what went wrong inside
   */
  public RunsService(
      RunLibrary library,
      Journals journals,
      OpenStreams streams,
      Failures failures,
      ActorSystem<?> system) {
    this.library = library;
    this.journals = journals;
    this.streams = streams;
    this.failures = failures;
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("ontogeny.dispatcher.blocking"));
  }

  @Override
  public CompletionStage<Published.ListReply> list(Published.ListRequest request) {
    CompletionStage<Published.ListReply> reply;
    try {
      reply = library.ask(() -> reply(request));
    } catch (Refusal e) {
      reply = CompletableFuture.failedFuture(e);
    }
    return reply.exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(Statuses.of(failure, failures)));
  }

  /** A token is the id of the last run of its page, so that runs may come and go in between. */
  private Published.ListReply reply(Published.ListRequest request) {
    RunLibrary.Page page = library.page(request.getPageToken(), Requests.pageSize(request));
    Published.ListReply.Builder reply = Published.ListReply.newBuilder();
    page.runs().stream().map(RunMessages::of).forEach(reply::addRuns);
    page.next().ifPresent(reply::setNextPageToken);
    return reply.build();
  }

  @Override
  public Source<Published.Event, NotUsed> follow(Published.FollowRequest request) {
    return Source.lazyCompletionStageSource(
            () -> CompletableFuture.supplyAsync(() -> pages(request), blocking))
        .mapConcat(Page::entries)
        .mapConcat(EventMessages::of)
        .mapMaterializedValue(later -> NotUsed.getInstance())
        .mapError(Throwable.class, failure -> Statuses.of(failure, failures));
  }

  private Source<Page, NotUsed> pages(Published.FollowRequest request) {
    Interest interest = Requests.interest(request);
    RunDirectory directory = library.runs().open(request.getRun());
    Requests.requireProjections(interest, directory);
    return streams.admit(directory.id(), journals.pages(directory.path(), interest));
  }
}
