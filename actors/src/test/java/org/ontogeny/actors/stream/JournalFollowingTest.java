package org.ontogeny.actors.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.actors.journal.JournalReader;

/** Many follow a journal while it is written; whatever the order, each hears each event once. */
@Timeout(120)
class JournalFollowingTest {

  private static final int EVENTS = 3000;
  private static final int FOLLOWERS = 12;

  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));

  @TempDir Path directory;

  private final JournalStreams streams = new JournalStreams(KIT.system());
  private final List<CountDownLatch> written = // open when there are so many hundred events
      Stream.generate(() -> new CountDownLatch(1)).limit(EVENTS / 100 + 1).toList();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private void write(Random random) {
    try (Growing journal = Growing.create(directory, KIT.system())) {
      while (journal.last() < EVENTS) {
        long before = journal.last() / 100;
        journal.epochs((int) Math.min(EVENTS - journal.last(), 1 + random.nextInt(60)));
        journal.deaths("a", random.nextInt(20));
        journal.committed();
        for (long k = before; k <= Math.min(journal.last(), EVENTS) / 100; k++) {
          written.get((int) k).countDown();
        }
      }
      journal.record("finished").committed();
    }
  }

  /** Comes at some time, begins at some event, and stops asking now and then. */
  private List<Long> follow(Random random, long from) throws InterruptedException {
    written.get(random.nextInt(written.size())).await();
    SinkQueueWithCancel<Page> queue =
        streams
            .pages(directory, Interest.from(from))
            .toMat(Sink.<Page>queue().withAttributes(Attributes.inputBuffer(1, 1)), Keep.right())
            .run(KIT.system());
    List<Long> heard = new ArrayList<>();
    while (true) {
      if (random.nextInt(4) == 0) {
        written.get(random.nextInt(written.size())).await();
      }
      Optional<Page> page = queue.pull().toCompletableFuture().join();
      if (page.isEmpty()) {
        return heard;
      }
      page.get().entries().forEach(entry -> heard.add(entry.line().seq()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void eachHearsEachEventOnce(long seed) {
    Random random = new Random(seed);
    ExecutorService threads = Executors.newFixedThreadPool(FOLLOWERS + 1);
    try {
      Random pace = new Random(random.nextLong());
      CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(pace), threads);
      Map<Long, CompletableFuture<List<Long>>> heard = new HashMap<>();
      for (int k = 0; k < FOLLOWERS; k++) {
        long from = 1L + random.nextInt(EVENTS);
        Random own = new Random(random.nextLong());
        heard.put(
            from,
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return follow(own, from);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                },
                threads));
      }
      writer.join();
      long last = last();
      heard.forEach(
          (from, all) ->
              assertEquals(LongStream.rangeClosed(from, last).boxed().toList(), all.join()));
    } finally {
      threads.shutdownNow();
    }
  }

  private long last() {
    try (JournalReader journal = JournalReader.open(directory)) {
      return journal.last();
    }
  }
}
