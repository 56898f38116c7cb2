package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.verification.Survey;
import org.ontogeny.engine.verification.Verification;
import org.ontogeny.engine.verification.Verified;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.reference.ReferenceKernels;

/**
 * Masks trained anew, held against draws over all pairs that the test makes itself. The two
 * projections have different densities, so that equal numbers in each and in all are not the same.
 */
class AnewTest {

  private static final long SEED = 5;
  private static final int TRAINED = 7; // updates before the stage, one and a half epochs
  private static final int ANEW = 10; // updates of each course
  private static final Map<String, Integer> PRES = Map.of("lower", 64, "upper", 12);
  private static final Map<String, Integer> POSTS = Map.of("lower", 12, "upper", 10);
  private static final List<String> LAYERS = List.of("lower", "upper");

  private static final String TEXT =
      """
      experiment = masks
      seed = 5
      data { side = 8, values = grey, train = 100, test = 20, transfer = noise }
      network {
        populations = [
          { name = visible }
          { name = h, neurons = 12, dynamics = relu, groups = 3 }
          { name = out, neurons = 10, dynamics = softmax }
        ]
        projections = [
          { name = lower, from = visible, to = h, weights = glorot, density = 0.3 }
          { name = upper, from = h, to = out, weights = glorot, density = 0.9 }
        ]
      }
      ensembles { examples { columns = 20 } }
      stages = [
        { stage = train, updates = 7, rate = 0.1 }
        {
          stage = anew, controls = [random-in-total, random], evaluate-every = 4
          learn { updates = 10, rate = 0.1 }
        }
      ]
      """;

  @TempDir private Path folder;

  private RunSpec spec(Map<String, String> overrides) throws IOException {
    Path file = folder.resolve("masks.conf");
    Files.writeString(file, TEXT);
    return SpecReader.read(file.toString(), overrides);
  }

  private interface Before {
    /** Does something between two stages. */
    void anything(Development development);
  }

  /** A run with a checkpoint of every fence. */
  private static final class Lived implements Fences {
    private final List<Event> events = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<String> stages = new ArrayList<>(); // of the checkpoints
    private final Development development;
    private final Before second;
    private boolean done;

    Lived(RunSpec spec, Checkpoint from, Before second) {
      this.second = second;
      Dataset data = spec.data().load(Optional.empty());
      development = development(spec, spec.setting(data), from, events);
      development.develop(spec.experiment(), this);
    }

    static Lived of(RunSpec spec) {
      return new Lived(spec, Checkpoint.of(spec.birth().of(spec.network())), d -> {});
    }

    static Development development(
        RunSpec spec, Setting setting, Checkpoint from, List<Event> events) {
      Executor executor =
          new SequentialExecutor(
              spec.network(),
              Groups.of(
                  from.network().groups(), spec.network(), spec.seed(), new ReferenceKernels()));
      return new Development(
          setting, from, setting.batches(), executor, events::add, Progress.NONE);
    }

    @Override
    public void reached(Development reached) {
      if (!done && reached.betweenStages() && reached.step() == TRAINED) {
        done = true;
        second.anything(reached);
      }
      checkpoints.add(reached.checkpoint());
      stages.add(reached.stage());
    }

    /** The state at the first fence of a stage. */
    NetworkState first(String stage) {
      return checkpoints.get(stages.indexOf(stage)).network();
    }
  }

  private static Set<List<Integer>> pairs(NetworkState state, String layer) {
    return weights(state, layer).keySet();
  }

  /** Weights of the living synapses of a projection, by pre and post. */
  private static Map<List<Integer>, Float> weights(NetworkState state, String layer) {
    Map<List<Integer>, Float> weights = new HashMap<>();
    for (SynapseGroupState s : state.synapseGroups()) {
      if (s.id().owner().equals(layer)) {
        for (int k = 0; k < s.pre().length; k++) {
          weights.put(
              List.of(s.preNeuron()[s.pre()[k]], s.postNeuron()[s.post()[k]]), s.weight()[k]);
        }
      }
    }
    return weights;
  }

  private static Key key(int purpose, String layer, long step) {
    return Key.of(SEED).with(purpose, LAYERS.indexOf(layer)).with(step).with(0, 0);
  }

  /** Uniform within sqrt(6 / (pres + posts)) of 0, by a draw of the pair at the step. */
  private static void assertBornAt(long step, NetworkState state) {
    for (String layer : LAYERS) {
      float most = (float) Math.sqrt(6.0 / (PRES.get(layer) + POSTS.get(layer)));
      Key draws = key(1, layer, step);
      weights(state, layer)
          .forEach(
              (pair, weight) -> {
                float draw = draws.uniform(pair.get(0), pair.get(1));
                assertEquals(most * (2 * draw - 1), weight, layer + pair);
              });
    }
    for (NeuronGroupState group : state.neuronGroups()) {
      for (float bias : group.biases().get(0).value()) {
        assertEquals(group.id().owner().equals("visible") ? -1 : 0, bias, group.id().toString());
      }
    }
  }

  /** So many of all pairs but those of dead neurons, those with the smallest 64 bits of a draw. */
  private static Set<List<Integer>> drawn(String layer, long step, int count, Set<Integer> dead) {
    List<List<Integer>> all = new ArrayList<>();
    for (int pre = 0; pre < PRES.get(layer); pre++) {
      for (int post = 0; post < POSTS.get(layer); post++) {
        if (!dead.contains(layer.equals("lower") ? post : pre)) {
          all.add(List.of(pre, post));
        }
      }
    }
    Key lots = key(7, layer, step);
    Comparator<List<Integer>> order =
        (a, b) ->
            Integer.compareUnsigned(
                lots.with(a.get(0), a.get(1)).k0(), lots.with(b.get(0), b.get(1)).k0());
    order =
        order.thenComparing(
            (a, b) ->
                Integer.compareUnsigned(
                    lots.with(a.get(0), a.get(1)).k1(), lots.with(b.get(0), b.get(1)).k1()));
    return new HashSet<>(all.stream().sorted(order).limit(count).toList());
  }

  @Test
  void theGrownMaskIsTheDevelopedOneWithTheWeightsOfABirth() throws IOException {
    Lived lived = Lived.of(spec(Map.of()));
    NetworkState before = lived.first("anew");
    NetworkState grown = lived.first("anew/grown");
    assertEquals(TRAINED, grown.step());
    for (String layer : LAYERS) {
      assertEquals(pairs(before, layer), pairs(grown, layer));
      assertNotEquals(weights(before, layer), weights(grown, layer));
    }
    assertBornAt(TRAINED, grown);
  }

  /** 0.3 of 64 x 12 are 230, 0.9 of 12 x 10 are 108. */
  @Test
  void randomMasksHaveAsManySynapsesOfEachProjection() throws IOException {
    Lived lived = Lived.of(spec(Map.of()));
    NetworkState random = lived.first("anew/random");
    long step = TRAINED + ANEW;
    assertEquals(step, random.step());
    assertEquals(drawn("lower", step, 230, Set.of()), pairs(random, "lower"));
    assertEquals(drawn("upper", step, 108, Set.of()), pairs(random, "upper"));
    assertBornAt(step, random);
    for (String layer : LAYERS) {
      Set<List<Integer>> others = new HashSet<>(pairs(random, layer));
      assertTrue(others.removeAll(pairs(lived.first("anew"), layer)));
      assertFalse(others.isEmpty(), "only synapses that it had");
    }
  }

  /** 338 in all: 292.3 and 45.7 of 768 and 120 pairs, of which the second has the larger rest. */
  @Test
  void orAsManyInAll() throws IOException {
    Lived lived = Lived.of(spec(Map.of()));
    NetworkState random = lived.first("anew/random-in-total");
    long step = TRAINED + 2 * ANEW;
    assertEquals(step, random.step());
    assertEquals(drawn("lower", step, 292, Set.of()), pairs(random, "lower"));
    assertEquals(drawn("upper", step, 46, Set.of()), pairs(random, "upper"));
    assertBornAt(step, random);
  }

  /** With ten of twelve neurons, 640 and 100 pairs are left. */
  @Test
  void deadNeuronsHaveNoSites() throws IOException {
    RunSpec spec = spec(Map.of());
    Checkpoint born = Checkpoint.of(spec.birth().of(spec.network()));
    Lived lived = new Lived(spec, born, now -> now.lesion(Lesion.of("h", List.of(1, 7))));
    NetworkState before = lived.first("anew");
    int lower = pairs(before, "lower").size();
    int upper = pairs(before, "upper").size();
    int all = lower + upper;
    assertTrue(all < 338, all + " synapses");
    Set<Integer> dead = Set.of(1, 7);
    NetworkState each = lived.first("anew/random");
    assertEquals(drawn("lower", TRAINED + ANEW, lower, dead), pairs(each, "lower"));
    assertEquals(drawn("upper", TRAINED + ANEW, upper, dead), pairs(each, "upper"));
    int below =
        (int) Math.round(all * 640 / 740.0); // of two, that of the larger rest is rounded up
    NetworkState together = lived.first("anew/random-in-total");
    long step = TRAINED + 2 * ANEW;
    assertEquals(drawn("lower", step, below, dead), pairs(together, "lower"));
    assertEquals(drawn("upper", step, all - below, dead), pairs(together, "upper"));
    assertSound(spec, lived);
  }

  @Test
  void afterTheStageTheNetworkIsWhatItWas() throws IOException {
    Lived lived = Lived.of(spec(Map.of()));
    NetworkState before = lived.first("anew");
    NetworkState after = lived.development.copy();
    assertEquals(TRAINED + 3 * ANEW, after.step());
    assertEquals(TinyStates.lines(before), TinyStates.lines(after.at(TRAINED)));
    assertEquals(Optional.empty(), lived.development.control());
    assertEquals(Map.of(), lived.development.checkpoint().kept());
  }

  @Test
  void everyCourseLearnsFromTheSameMiniBatchesAndIsEvaluatedAlike() throws IOException {
    Lived lived = Lived.of(spec(Map.of()));
    long begin = TRAINED;
    for (String course : List.of("grown", "random", "random-in-total")) {
      assertEquals(TRAINED, lived.first("anew/" + course).batches());
      List<Long> steps = new ArrayList<>();
      for (Event event : lived.events) {
        if (event.stage().startsWith("anew/" + course + "/")
            && event.fact() instanceof Fact.Evaluated evaluated
            && evaluated.measure().equals("accuracy")) {
          steps.add(event.step() - begin);
        }
      }
      assertEquals(List.of(4L, 8L, 10L), steps, course);
      begin += ANEW;
    }
    assertEquals(TRAINED, lived.development.copy().batches());
  }

  /** A network that has nothing but the second set learns the same from there. */
  @Test
  void theSecondSetIsLearnedWhereItIsAskedFor() throws IOException {
    RunSpec spec = spec(Map.of("stages.1.examples", "transfer"));
    Lived lived = Lived.of(spec);
    Dataset data = spec.data().load(Optional.empty());
    Setting setting = spec.setting(data);
    Setting second =
        new Setting(
            setting.network(),
            data.transfer().orElseThrow(),
            setting.examples(),
            setting.chains(),
            setting.evaluation(),
            setting.meanField(),
            setting.readout(),
            setting.probes(),
            setting.birth(),
            setting.seed());
    for (String course : List.of("grown", "random", "random-in-total")) {
      NetworkState begin = lived.first("anew/" + course);
      NetworkState end = lived.first("anew/" + course + "/evaluate");
      Development alone = Lived.development(spec, second, Checkpoint.of(begin), new ArrayList<>());
      Descend learn = (Descend) ((Anew) spec.experiment().stages().get(1)).learn();
      alone.develop(new Experiment("alone", List.of(learn)), Fences.UNWATCHED);
      assertEquals(TinyStates.lines(alone.copy()), TinyStates.lines(end), course);
    }
    Lived first = Lived.of(spec(Map.of()));
    assertNotEquals(
        TinyStates.lines(first.first("anew/grown/evaluate")),
        TinyStates.lines(lived.first("anew/grown/evaluate")));
    assertEquals(
        TinyStates.lines(first.first("anew/grown")), TinyStates.lines(lived.first("anew/grown")));
  }

  @Test
  void aRunGoesOnFromEveryFence() throws IOException {
    for (String examples : List.of("first", "transfer")) {
      RunSpec spec = spec(Map.of("stages.1.examples", examples));
      Lived whole = Lived.of(spec);
      assertTrue(whole.checkpoints.size() > 30, whole.checkpoints.size() + " fences");
      for (Checkpoint checkpoint : whole.checkpoints) {
        Lived rest = new Lived(spec, checkpoint, d -> {});
        assertEquals(
            whole.events.subList((int) checkpoint.seq(), whole.events.size()),
            rest.events,
            "from " + checkpoint.place());
        assertEquals(
            TinyStates.lines(whole.development.copy()), TinyStates.lines(rest.development.copy()));
      }
    }
  }

  private static void assertSound(RunSpec spec, Lived lived) {
    assertSound(spec.network(), spec.seed(), lived.events, lived.development.copy());
  }

  private static Verified assertSound(
      Network network, long seed, List<Event> events, NetworkState end) {
    Survey survey = Survey.of(events.iterator());
    Verification verification = Verification.of(network, seed, survey, survey.steps(9, seed));
    events.forEach(verification::accept);
    verification.compare(end);
    for (Verification.Way way : verification.ways()) {
      for (long seq = way.from(); seq >= way.to(); seq--) {
        way.rewind().undo(events.get((int) seq - 1));
      }
    }
    Verified verified = verification.result();
    assertEquals(List.of(), verified.first());
    assertEquals(0, verified.unapplied());
    return verified;
  }

  @Test
  void theJournalIsSound() throws IOException {
    RunSpec spec = spec(Map.of());
    Lived lived = Lived.of(spec);
    Verified verified =
        assertSound(spec.network(), spec.seed(), lived.events, lived.development.copy());
    assertEquals(338, verified.initial());
    assertEquals(3 * 338, verified.born());
    assertEquals(2 * 338, verified.died());
  }

  /** A lot too many is found: it is the lottery of all free sites that is made again. */
  @Test
  void aJournalWithAnotherMaskIsNotSound() throws IOException {
    RunSpec spec = spec(Map.of());
    Lived lived = Lived.of(spec);
    Verification verification =
        Verification.of(spec.network(), spec.seed(), Survey.of(lived.events.iterator()), Set.of());
    boolean[] first = {true};
    for (Event event : lived.events) {
      if (first[0]
          && event.fact() instanceof Fact.SynapsesFormed formed
          && formed.rule().equals("layer-random(230)")) {
        first[0] = false;
        formed =
            new Fact.SynapsesFormed(
                formed.projection(),
                formed.group(),
                formed.rule(),
                formed.threshold(),
                formed.births().subList(1, formed.births().size()),
                formed.living());
        event = new Event(event.seq(), event.step(), event.stage(), formed);
      }
      verification.accept(event);
    }
    assertFalse(first[0]);
    assertFalse(verification.result().isSound());
  }

  /** Machines have chains, which are made anew too; a prefix begins the names of courses. */
  @Test
  void aMachineIsTrainedAnewToo() {
    Anew stage =
        new Anew(
            "masks",
            "at-last",
            EnumSet.allOf(Anew.Control.class),
            Anew.Examples.FIRST,
            new Train("learn", 2, 1, TinyRun.FIVE),
            0);
    Train train = new Train("train", 3, 1, TinyRun.FIVE);
    TinyRun alone = new TinyRun().develop(train);
    TinyRun run = new TinyRun().develop(train, stage);
    assertEquals(
        List.of("at-last-grown", "at-last-random", "at-last-random-in-total", "main"),
        run.facts(Fact.Branched.class).stream().map(Fact.Branched::course).toList());
    assertEquals(15, stage.updates());
    assertEquals(alone.development().step() + stage.steps(), run.development().step());
    assertEquals(
        TinyStates.lines(alone.development().copy()),
        TinyStates.lines(run.development().copy().at(alone.development().step())));
    assertSound(TinyRun.NETWORK, TinyRun.SEED, run.events(), run.development().copy());
  }

  @Test
  void theCoursesOfAFileHaveNamesOfTheirOwn() throws IOException {
    String twice =
        "[{ stage = anew, name = a, learn { updates = 1 } }"
            + ", { stage = anew, name = b, prefix = %s, learn { updates = 1 } }]";
    String message =
        assertThrows(SpecException.class, () -> spec(Map.of("stages", twice.formatted("\"\""))))
            .getMessage();
    assertTrue(message.contains("stages[1].prefix"), message);
    assertTrue(message.contains("no other stage has a course 'grown'"), message);
    List<Stage> stages = spec(Map.of("stages", twice.formatted("b"))).experiment().stages();
    assertEquals(List.of("b-grown"), ((Anew) stages.get(1)).courses());
  }

  @Test
  void theSecondSetNeedsAMiniBatch() throws IOException {
    RunSpec spec = spec(Map.of("stages.1.examples", "transfer"));
    Dataset data = spec.data().load(Optional.empty());
    Dataset noise =
        spec(Map.of("data.set", "noise", "data.train", "10", "ensembles.examples.columns", "10"))
            .data()
            .load(Optional.empty());
    Dataset small =
        data.then(
            new Dataset(
                noise.name(),
                noise.train(),
                noise.test(),
                noise.preprocessing(),
                noise.provenance()));
    String message = assertThrows(SpecException.class, () -> spec.setting(small)).getMessage();
    assertTrue(message.contains("a mini-batch of 20 needs as many training examples"), message);
    spec(Map.of()).setting(small); // where it is only tested, it may be as small as that
  }

  /** With parts of learning that take several fences, and evaluations between them. */
  private RunSpec ofLength(int updates) throws IOException {
    return spec(
        Map.of(
            "stages.1.learn.updates",
            Integer.toString(updates),
            "stages.1.evaluate-every",
            "110",
            "stages.1.controls",
            "[]"));
  }

  /** Somebody who wants more or fewer updates gets as many, whatever the place in the course. */
  @ParameterizedTest
  @CsvSource({"220, 330", "330, 220"})
  void learningOfAnotherLengthIsNeitherSkippedNorRepeated(int before, int after)
      throws IOException {
    Lived lived = Lived.of(ofLength(before));
    int tried = 0;
    for (int k = 0; k < lived.stages.size(); k++) {
      Checkpoint fence = lived.checkpoints.get(k);
      boolean learning = lived.stages.get(k).startsWith("anew/grown/learn");
      if (learning && fence.network().step() < TRAINED + Math.min(before, after)) {
        Lived changed = new Lived(ofLength(after), fence, d -> {});
        assertEquals(TRAINED + after, changed.development.step(), "from fence " + k);
        tried++;
      }
    }
    assertTrue(tried >= 3, tried + " fences");
  }
}
