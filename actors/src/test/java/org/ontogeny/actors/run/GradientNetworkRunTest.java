package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.reference.ReferenceKernels;

/**
 * The actors that carry machines carry a network that learns by error: what the sequential executor
 * does to it, they do to the bit. Every synapse dies in the end, so that the weights are in events.
 */
@Timeout(300)
class GradientNetworkRunTest {

  private static final Kernels KERNELS = new ReferenceKernels();

  private static final RunSpec SPEC =
      SpecReader.read(
          "stothers-ci",
          Map.of(
              "data.side", "8",
              "data.train", "200",
              "data.test", "50",
              "readout.train", "50",
              "stages.0.cycles", "160",
              "stages.0.quota.share", "0.016",
              "stages.0.growing.cycles", "100",
              "stages.0.learn.optimiser", "adam",
              "stages.0.learn.rate", "0.01"));

  private static Dataset data;
  private static List<String> expected;

  @BeforeAll
  static void developInOneThread() {
    data = Run.load(SPEC, Optional.empty());
    List<String> events = new ArrayList<>();
    develop(sequential(born()), Checkpoint.of(born()), events, Fences.UNWATCHED);
    expected = events;
  }

  private static NetworkState born() {
    return SPEC.birth().of(SPEC.network());
  }

  private static Executor sequential(NetworkState state) {
    return new SequentialExecutor(
        SPEC.network(), Groups.of(state.groups(), SPEC.network(), SPEC.seed(), KERNELS));
  }

  private static void develop(
      Executor executor, Checkpoint from, List<String> events, Fences fences) {
    try (executor) {
      new Development(
              SPEC.setting(data),
              from,
              SPEC.setting(data).batches(),
              executor,
              event -> events.add(CanonicalJson.line(event)),
              Progress.NONE)
          .develop(SPEC.experiment(), fences);
    }
  }

  private static List<String> byActors(int threads, Config settings) {
    List<String> events = new ArrayList<>();
    Executor executor =
        ActorExecutor.start(
            SPEC.network(),
            Groups.of(born().groups(), SPEC.network(), SPEC.seed(), KERNELS),
            Arrangement.of(threads),
            settings,
            UnaryOperator.identity());
    develop(executor, Checkpoint.of(born()), events, Fences.UNWATCHED);
    return events;
  }

  @Test
  void thereIsSomethingToCompare() {
    for (String kind : List.of("synapses-pruned", "layer-random", "\"loss\"")) {
      assertTrue(expected.stream().anyMatch(event -> event.contains(kind)), kind);
    }
    assertTrue(expected.get(expected.size() - 1).contains("\"synapses\":0"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anyNumberOfThreads(int threads) {
    assertEquals(expected, byActors(threads, ConfigFactory.empty()));
  }

  @Test
  void everyMessageThroughItsBytes() {
    Map<String, Object> settings = Map.of("pekko.actor.serialize-messages", "on");
    assertEquals(expected, byActors(2, ConfigFactory.parseMap(settings)));
  }

  /** Both moments of the optimiser, the fractions of the quota and the place in the data go on. */
  @Test
  void aCheckpointInTheMiddleGoesOn() {
    Map<Long, Checkpoint> kept = new HashMap<>();
    List<String> events = new ArrayList<>();
    develop(
        sequential(born()),
        Checkpoint.of(born()),
        events,
        new Fences() {
          @Override
          public void reached(Development development) {
            if (development.step() == 61) {
              kept.putIfAbsent(development.seq(), development.checkpoint());
            }
          }
        });
    assertTrue(!kept.isEmpty(), "a fence at step 61");
    kept.forEach(
        (seq, checkpoint) -> {
          List<String> rest = new ArrayList<>();
          develop(sequential(checkpoint.network()), checkpoint, rest, Fences.UNWATCHED);
          assertEquals(expected.subList(seq.intValue(), expected.size()), rest);
        });
  }
}
