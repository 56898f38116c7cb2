package org.ontogeny.dashboards.server.api;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;

/** Streams of events that are open, by whichever protocol, and how many may be. */
public final class OpenStreams {

  /** Clients wait a second before they connect again. */
  private static final ByteString BEGINNING = ByteString.fromString("retry: 1000\n\n");

  private static final ByteString HEARTBEAT = ByteString.fromString(":\n\n");

  private final int most;
  private final Duration heartbeat;
  private final Map<String, Integer> byRun = new TreeMap<>(); // guarded by this
  private int open; // guarded by this

  /**
   * No stream yet.
   *
   * @param most how many may be open
   * @param heartbeat after so long without an event a comment is sent
   */
  public OpenStreams(int most, Duration heartbeat) {
    this.most = most;
    this.heartbeat = heartbeat;
  }

  /**
   * Makes sure that one more may be opened; it counts from when it is.
   *
   * @throws Refusal with status 503 if not
   */
  public synchronized void requireRoom() {
    if (open >= most) {
      throw new Refusal(
          Problem.tooBusy("expected at most %d open streams of events".formatted(most)));
    }
  }

  /** The answer that sends these events; each element holds whole ones. */
  HttpResponse response(String run, Source<ByteString, NotUsed> events) {
    Source<ByteString, ?> sent =
        events.keepAlive(heartbeat, () -> HEARTBEAT).prepend(Source.single(BEGINNING));
    return HttpResponse.create()
        .withEntity(
            HttpEntities.createChunked(
                MediaTypes.TEXT_EVENT_STREAM.toContentType(), admit(run, sent)));
  }

  /**
   * The same elements, counted as an open stream of a run while they flow; the source fails with a
   * {@link Refusal} if it is one more than may be.
   */
  public <T> Source<T, NotUsed> admit(String run, Source<T, ?> elements) {
    return Source.<T, NotUsed>fromMaterializer(
            (materializer, attributes) -> {
              open(run);
              return elements.watchTermination(
                  (before, done) -> {
                    // in the stream's own thread: a pool that is busy would keep the place taken
                    done.whenCompleteAsync((completed, failure) -> close(run), Runnable::run);
                    return NotUsed.getInstance();
                  });
            })
        .mapMaterializedValue(later -> NotUsed.getInstance());
  }

  /** The answer to who wants its headers only. */
  static HttpResponse headers() {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                MediaTypes.TEXT_EVENT_STREAM.toContentType(), ByteString.emptyByteString()));
  }

  private synchronized void open(String run) {
    requireRoom();
    open++;
    byRun.merge(run, 1, Integer::sum);
  }

  private synchronized void close(String run) {
    open--;
    byRun.computeIfPresent(run, (name, count) -> count == 1 ? null : count - 1);
  }

  /** How many are open, by run. */
  public synchronized Map<String, Integer> byRun() {
    return new TreeMap<>(byRun);
  }
}
