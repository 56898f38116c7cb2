package org.ontogeny.dashboards.server.api;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.RecordedJournal;

/**
 * How runs that are being developed get on, and what is asked of the server, for Prometheus. Runs
 * are looked at when somebody asks, and at their files, so that they may be developed by any
 * process; mailboxes can be seen of those only that this process develops.
 */
public final class Metrics {

  private static final long NANOS = 1_000_000_000;

  /** Where a run was when it was looked at. */
  private record Sight(long step, long nanos) {}

  private final RunLibrary library;
  private final OpenStreams streams;
  private final ActivitySource activity;
  private final Clock clock;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge step = gauge("ontogeny.run.step", "Step of the last recorded event");
  private final MultiGauge speed =
      gauge("ontogeny.run.steps.per.second", "Steps a second since this was last asked");
  private final MultiGauge waiting =
      gauge("ontogeny.run.journal.log.bytes", "Size of the journal's write-ahead log");
  private final MultiGauge quiet =
      gauge("ontogeny.run.journal.age.seconds", "Time since the journal was last written");
  private final MultiGauge unsaved =
      gauge("ontogeny.run.checkpoint.age.seconds", "Time since the newest checkpoint");
  private final MultiGauge subscribers =
      gauge("ontogeny.run.subscribers", "Open streams of events and of activity");
  private final MultiGauge mailboxes =
      gauge("ontogeny.run.mailbox.messages", "Messages that wait for an actor");
  private Map<String, Sight> seen = new HashMap<>(); // guarded by this

  Metrics(RunLibrary library, OpenStreams streams, ActivitySource activity, Clock clock) {
    this.library = library;
    this.streams = streams;
    this.activity = activity;
    this.clock = clock;
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  List<Route> routes() {
    return List.of(new Route("/metrics", Set.of(), call -> library.ask(this::scrape)));
  }

  /** Counts an answer. */
  public void answered(int status) {
    registry.counter("ontogeny.http.requests", "status", Integer.toString(status)).increment();
  }

  private synchronized HttpResponse scrape() {
    Rows rows = new Rows();
    Map<String, Sight> now = new HashMap<>();
    for (String id : library.runs().ids()) {
      library
          .runs()
          .find(id)
          .filter(run -> run.holder().isPresent())
          .ifPresent(run -> look(run, rows, now));
    }
    seen = now;
    streams.byRun().forEach((id, count) -> rows.subscribers.add(row(id, count)));
    rows.show();
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8"),
                registry.scrape().getBytes(StandardCharsets.UTF_8)));
  }

  private void look(RunDirectory run, Rows rows, Map<String, Sight> now) {
    long last = RecordedJournal.read(run, Metrics::step, 0L);
    Sight sight = new Sight(last, System.nanoTime());
    Sight before = seen.get(run.id());
    now.put(run.id(), sight);
    rows.step.add(row(run.id(), (double) last));
    if (before != null && sight.nanos() > before.nanos()) {
      double seconds = (double) (sight.nanos() - before.nanos()) / NANOS;
      rows.speed.add(row(run.id(), (sight.step() - before.step()) / seconds));
    }
    Path log = run.journal().resolveSibling(run.journal().getFileName() + "-wal");
    rows.waiting.add(row(run.id(), (double) size(log)));
    double age = Math.min(age(log), age(run.journal()));
    rows.quiet.add(row(run.id(), age));
    activity
        .mailboxes(run.id())
        .forEach(
            (actor, messages) ->
                rows.mailboxes.add(
                    MultiGauge.Row.of(Tags.of("run", run.id(), "actor", actor), messages)));
    List<Path> checkpoints = run.checkpointFiles();
    if (!checkpoints.isEmpty()) {
      rows.unsaved.add(row(run.id(), age(checkpoints.get(0))));
    }
  }

  private static long step(JournalReader journal) {
    return journal
        .lines(journal.last(), Set.of())
        .mapToLong(JournalReader.Line::step)
        .findFirst()
        .orElse(0);
  }

  private static MultiGauge.Row<Number> row(String run, double value) {
    return MultiGauge.Row.of(Tags.of("run", run), value);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // there is none when all of it is in the journal
    }
  }

  /** Seconds since a file was written; no end of them if it is not there. */
  private double age(Path file) {
    try {
      return (clock.millis() - Files.getLastModifiedTime(file).toMillis()) / 1000.0;
    } catch (NoSuchFileException e) {
      return Double.POSITIVE_INFINITY;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** Values of all runs, in place of those that were shown before. */
  private final class Rows {
    private final List<MultiGauge.Row<?>> step = new ArrayList<>();
    private final List<MultiGauge.Row<?>> speed = new ArrayList<>();
    private final List<MultiGauge.Row<?>> waiting = new ArrayList<>();
    private final List<MultiGauge.Row<?>> quiet = new ArrayList<>();
    private final List<MultiGauge.Row<?>> unsaved = new ArrayList<>();
    private final List<MultiGauge.Row<?>> subscribers = new ArrayList<>();
    private final List<MultiGauge.Row<?>> mailboxes = new ArrayList<>();

    void show() {
      Metrics.this.step.register(step, true);
      Metrics.this.speed.register(speed, true);
      Metrics.this.waiting.register(waiting, true);
      Metrics.this.quiet.register(quiet, true);
      Metrics.this.unsaved.register(unsaved, true);
      Metrics.this.subscribers.register(subscribers, true);
      Metrics.this.mailboxes.register(mailboxes, true);
    }
  }
}
