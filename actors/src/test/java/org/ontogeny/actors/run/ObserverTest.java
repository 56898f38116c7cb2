package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.actors.Nursery;
import org.ontogeny.actors.stream.LiveActivity;
import org.ontogeny.actors.stream.Observation;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.reference.ReferenceKernels;

@Timeout(60)
class ObserverTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));

  private final Nursery nursery = Nursery.ofPairs();
  private final LiveActivity activity = new LiveActivity();
  private final Observer observer = new Observer(activity, Fences.UNWATCHED);
  private final List<Request> requests = new ArrayList<>();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** Notes what groups are asked. */
  private Executor executor() {
    SequentialExecutor groups =
        new SequentialExecutor(
            nursery.network(),
            Groups.of(
                nursery.born().groups(), nursery.network(), Nursery.SEED, new ReferenceKernels()));
    return new Executor() {
      @Override
      public void run(Program program) {
        groups.run(program);
      }

      @Override
      public Map<GroupId, Reply> ask(Map<GroupId, List<Request>> asked) {
        asked.values().forEach(requests::addAll);
        return groups.ask(asked);
      }

      @Override
      public void close() {
        groups.close();
      }
    };
  }

  private CompletionStage<List<LiveActivity.Heard>> listen() {
    CompletionStage<List<LiveActivity.Heard>> heard =
        activity.listen().take(1).runWith(Sink.seq(), KIT.system());
    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertEquals(1, activity.listeners());
              return null;
            });
    return heard;
  }

  @Test
  void nobodyIsAskedWhereNobodyListens() {
    try (Executor executor = executor()) {
      observer.reached(nursery.development(executor, event -> {}));
      assertEquals(List.of(), requests);
    }
  }

  @Test
  void aListenerHearsStatesAndFieldsOfWhatLives() {
    CompletionStage<List<LiveActivity.Heard>> heard = listen();
    try (Executor executor = executor()) {
      observer.reached(nursery.development(executor, event -> {}));
      observer.reached(nursery.development(executor, event -> {})); // too early for another
    }
    assertEquals(8, requests.size(), "six neuron groups and two synapse groups");
    Observation told = heard.toCompletableFuture().join().get(0).observation();
    NetworkState born = nursery.born();
    assertEquals(
        List.of("visible", "h1", "h2"),
        told.populations().stream().map(Observation.PopulationActivity::population).toList());
    Observation.PopulationActivity visible = told.populations().get(0);
    assertArrayEquals(IntStream.range(0, 16).toArray(), visible.neurons());
    assertEquals(8, visible.columns());
    NeuronGroupState upper = born.neuronGroups().get(1); // visible neurons 8 to 15
    Batch shard = upper.chains().get(0).shards().get(1); // chains 4 to 7
    for (int neuron = 8; neuron < 16; neuron++) {
      int active = 0;
      for (int column = 0; column < 8; column++) {
        active += visible.raster()[neuron * 8 + column];
      }
      assertEquals(active / 8f, visible.rate()[neuron]);
      assertEquals(shard.get(neuron - 8, 1), visible.raster()[neuron * 8 + 5]);
    }
    assertEquals(8, told.fields().size());
    Observation.Field field = told.fields().get(5); // of h1[4:8]
    SynapseGroupState synapses = born.synapseGroups().get(1);
    assertEquals("visible-h1", field.projection());
    assertEquals(5, field.post());
    assertArrayEquals(IntStream.range(0, 16).toArray(), field.pre());
    assertArrayEquals(Arrays.copyOfRange(synapses.weight(), 16, 32), field.weight());
  }

  @Test
  void nothingComesOutDifferently() {
    Nursery.Outcome alone;
    try (Executor executor = executor()) {
      alone = nursery.develop(executor);
    }
    List<Observation> observations = new ArrayList<>();
    try (Executor executor = executor()) {
      assertEquals(
          alone,
          nursery.develop(
              executor, development -> observations.add(Observer.observe(development))));
    }
    Observation last = observations.get(observations.size() - 1);
    assertEquals("", last.stage());
    assertTrue(
        observations.stream().anyMatch(one -> one.stage().equals("local/1/train")),
        () -> observations.stream().map(Observation::stage).distinct().toList().toString());
    assertTrue(last.fields().stream().anyMatch(field -> field.pre().length < 16), "no death seen");
  }

  @Test
  void samplesAreBoundedAndEvenlySpread() {
    assertArrayEquals(new int[] {0, 2, 5, 7}, Sample.places(10, 4));
    assertArrayEquals(new int[] {0, 1, 2}, Sample.places(3, 4));
    assertArrayEquals(new int[0], Sample.places(0, 4));
  }
}
