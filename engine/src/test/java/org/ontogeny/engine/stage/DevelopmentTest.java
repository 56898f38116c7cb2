package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.execution.ShuffledExecutor;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Role;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;

/** Stages, steps and the order of events. */
class DevelopmentTest {

  private static final Pretrain LOWER = new Pretrain("lower", "visible-h1", 1, -1, TinyRun.FIVE);
  private static final Pretrain UPPER = new Pretrain("upper", "h1-h2", 2, -1.5f, TinyRun.FIVE);
  private static final Assemble ASSEMBLE = new Assemble("assemble");
  private static final Train TRAIN = new Train("train", 3, 1, TinyRun.FIVE);
  private static final Evaluate EVALUATE = new Evaluate("evaluate", true);

  private static Rounds rounds(boolean evaluatePruned, Rounds.Control... controls) {
    return new Rounds(
        "rounds",
        2,
        new Measure(2, 4, 1),
        PruningRule.of(Criteria.FISHER, new Hazard(0.1, 0.5, 1, 1e-6), 0),
        List.of("visible-h1", "h1-h2"),
        DeadEnds.ANY_SIDE,
        true,
        evaluatePruned,
        new Train("retrain", 0, 1, TinyRun.FIVE),
        Set.of(controls));
  }

  private static TinyRun whole() {
    return new TinyRun().develop(LOWER, UPPER, ASSEMBLE, TRAIN, EVALUATE, rounds(true));
  }

  @Test
  void eventsAreNumberedWithoutAGapAndStepsNeverFall() {
    List<Event> events = whole().events();
    long step = 0;
    for (int k = 0; k < events.size(); k++) {
      assertEquals(k + 1, events.get(k).seq());
      assertTrue(events.get(k).step() >= step);
      step = events.get(k).step();
    }
    assertTrue(events.get(0).fact() instanceof Fact.RunStarted);
    assertTrue(events.get(events.size() - 1).fact() instanceof Fact.RunEnded);
  }

  /** A step is a phase execution: one an update before assembly, three after; none to look. */
  @Test
  void stepsCountPhaseExecutions() {
    TinyRun run = whole();
    List<Long> ends = new ArrayList<>();
    for (Event event : run.events()) {
      if (event.fact() instanceof Fact.StageEnded && !event.stage().contains("/")) {
        ends.add(event.step());
      }
    }
    long trained = 5 + 5 + 1 + 3 * 5;
    long round = 1 + 4 + 3 * 5;
    assertEquals(List.of(5L, 10L, 10L, trained, trained, trained + 2 * round), ends);
    assertEquals(trained + 2 * round, run.development().step());
  }

  @Test
  void stagesNestInTheirPaths() {
    List<String> paths =
        whole().events().stream()
            .filter(event -> event.fact() instanceof Fact.StageStarted)
            .map(Event::stage)
            .toList();
    List<String> expected =
        new ArrayList<>(List.of("lower", "upper", "assemble", "train", "evaluate", "rounds"));
    for (int round = 1; round <= 2; round++) {
      String path = "rounds/" + round;
      expected.add(path);
      for (String part : List.of("measure", "prune", "evaluate-pruned", "retrain", "evaluate")) {
        expected.add(path + "/" + part);
      }
    }
    assertEquals(expected, paths);
  }

  /** Six mini-batches make an epoch; four examples of 64 wait for the next. */
  @Test
  void epochsEndAfterSixUpdates() {
    Schedule schedule = new Schedule(14, TinyRun.FIVE.first(), 0.1f);
    TinyRun run = new TinyRun().develop(new Pretrain("lower", "visible-h1", 1, -1, schedule));
    assertEquals(
        List.of(new Fact.EpochEnded(1, 6), new Fact.EpochEnded(2, 12)),
        run.facts(Fact.EpochEnded.class));
    assertEquals(
        List.of(6L, 12L),
        run.events().stream()
            .filter(event -> event.fact() instanceof Fact.EpochEnded)
            .map(Event::step)
            .toList());
  }

  /** Deaths, states, steps and draws are the same whether anybody looks or not. */
  @Test
  void evaluationLeavesNoTrace() {
    TinyRun watched = whole();
    TinyRun alone = new TinyRun().develop(LOWER, UPPER, ASSEMBLE, TRAIN, rounds(false));
    assertTrue(watched.facts(Fact.Evaluated.class).size() > 4);
    assertEquals(alone.facts(Fact.SynapsesPruned.class), watched.facts(Fact.SynapsesPruned.class));
    assertTrue(alone.facts(Fact.SynapsesPruned.class).size() > 1);
    assertEquals(alone.facts(Fact.NeuronsDied.class), watched.facts(Fact.NeuronsDied.class));
    assertEquals(
        TinyStates.lines(alone.development().copy()),
        TinyStates.lines(watched.development().copy()));
  }

  /** The journal, byte for byte, is that of one thread for any order of delivery. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void noOrderOfDeliveryChangesTheJournal(int credit) {
    TinyRun shuffled =
        new TinyRun(
                TinyRun.NETWORK,
                (network, groups) -> new ShuffledExecutor(network, groups, credit, 5))
            .develop(LOWER, UPPER, ASSEMBLE, TRAIN, EVALUATE, rounds(true));
    TinyRun sequential = whole();
    assertEquals(sequential.events(), shuffled.events());
    assertEquals(
        TinyStates.lines(sequential.development().copy()),
        TinyStates.lines(shuffled.development().copy()));
  }

  /** {@code b = (b_own + b_lower) / 2}, and the second bias is gone. */
  @Test
  void assemblyTakesTheMeanOfTwoBiases() {
    TinyRun run = new TinyRun().develop(LOWER, UPPER);
    NetworkState two = run.development().copy();
    List<NeuronGroupState> before = two.neuronGroups();
    List<NeuronGroupState> after =
        new TinyRun(TinyRun.NETWORK, two, SequentialExecutor::new)
            .develop(ASSEMBLE)
            .development()
            .copy()
            .neuronGroups();
    for (int g = 0; g < before.size(); g++) {
      List<NeuronGroupState.Bias> both = before.get(g).biases();
      List<NeuronGroupState.Bias> one = after.get(g).biases();
      assertEquals(before.get(g).id().owner().equals("h1") ? 2 : 1, both.size());
      assertEquals(1, one.size());
      assertEquals(Role.OWN, one.get(0).role());
      for (int n = 0; n < one.get(0).value().length; n++) {
        double sum = both.get(0).value()[n] + both.get(both.size() - 1).value()[n];
        assertEquals(sum / 2, one.get(0).value()[n], 1e-6);
      }
    }
  }

  /** Pretraining of one projection touches no other. */
  @Test
  void pretrainingLeavesOtherProjectionsAlone() {
    TinyRun run = new TinyRun();
    List<String> before = TinyStates.lines(run.development().copy());
    run.develop(LOWER);
    List<String> after = TinyStates.lines(run.development().copy());
    for (int line = 0; line < before.size() - 1; line++) {
      boolean learns = !before.get(line).startsWith("h2") && !before.get(line).startsWith("h1-h2");
      assertEquals(learns, !before.get(line).equals(after.get(line)), before.get(line));
    }
    assertEquals("batches 5", after.get(after.size() - 1));
  }

  /** Writes down what groups are asked, and when phases run. */
  private record Listening(Executor groups, List<String> heard) implements Executor {
    @Override
    public void run(Program program) {
      heard.add("run");
      groups.run(program);
    }

    @Override
    public Map<GroupId, Reply> ask(Map<GroupId, List<Request>> requests) {
      heard.add(
          requests.values().stream()
              .map(some -> some.stream().map(r -> r.getClass().getSimpleName()).toList())
              .toList()
              .toString());
      return groups.ask(requests);
    }

    @Override
    public void close() {
      groups.close();
    }
  }

  @Test
  void whatGroupsAreToldTheyDoBeforeTheyAreAsked() {
    List<String> heard = new ArrayList<>();
    TinyRun run =
        new TinyRun(
            TinyRun.network(1),
            (network, groups) -> new Listening(new SequentialExecutor(network, groups), heard));
    Development development = run.development();
    List<GroupId> all = development.network().groups();
    GroupId first = Network.synapseGroups(development.network().projections().get(0)).get(0);
    development.tell(List.of(first, all.get(0)), new Request.OpenWindow(7));
    assertEquals(List.of(), heard, "it needs no fence of its own");
    Map<GroupId, Reply> replies =
        development.ask(List.of(first), group -> new Request.CountDegrees());
    assertEquals(Set.of(first), replies.keySet());
    assertTrue(replies.get(first) instanceof Reply.Degrees);
    assertEquals(List.of("[[OpenWindow, CountDegrees], [OpenWindow]]"), heard);

    heard.clear();
    development.tell(List.of(first), new Request.OpenWindow(8));
    development.run(List.<Program.Execution>of().iterator());
    assertEquals(List.of("[[OpenWindow]]", "run"), heard);
    development.run(List.<Program.Execution>of().iterator());
    assertEquals(List.of("[[OpenWindow]]", "run", "run"), heard);
    long opened =
        development.copy().synapseGroups().stream()
            .filter(group -> group.id().equals(first))
            .findFirst()
            .orElseThrow()
            .opened();
    assertEquals(8, opened);
  }
}
