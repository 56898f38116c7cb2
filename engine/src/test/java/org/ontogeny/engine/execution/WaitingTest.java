package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Loop;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Tick;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.network.Update;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** A message that does not come is an error that says who waits for what. */
class WaitingTest {

  private static final Network NETWORK = TinyNetworks.stack(2, 4, 4, 4);
  private static final Ensemble EXAMPLES = new Ensemble("examples", 1, 6, 1, false);
  private static final Phase WAKE = new BoltzmannMachine(NETWORK).wake(EXAMPLES, 3, 0);

  /** What a group sent. */
  private static final class Sent implements Outbox {
    private final List<GroupId> to = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();

    @Override
    public void send(GroupId group, Message message) {
      to.add(group);
    }

    @Override
    public void report(Report report) {
      reports.add(report);
    }
  }

  private static Map<GroupId, Group> groups() {
    NetworkState state = TinyStates.random(NETWORK, List.of(), 1, 0, 1);
    Map<GroupId, Group> groups = new java.util.LinkedHashMap<>();
    Groups.of(state.groups(), NETWORK, 1, new ReferenceKernels())
        .forEach(group -> groups.put(group.id(), group));
    return groups;
  }

  private static String waits(Group group) {
    return group.waitsFor().orElse("for nothing");
  }

  @Test
  void groupsSayWhatTheyLack() {
    Map<GroupId, Group> groups = groups();
    Sent sent = new Sent();
    groups.values().forEach(group -> assertEquals(Optional.empty(), group.waitsFor()));
    groups.values().forEach(group -> group.receive(new Message.Granted(7, WAKE), sent));
    assertEquals(
        "visible[0:2] at step 7 (wake, tick 1, shard 0) waits for a stimulus",
        waits(groups.get(new GroupId("visible", 0, 2))));
    assertEquals(
        "visible-h1[2:4] at step 7 (wake, tick 2, shard 0) waits for activity of visible[0:2]",
        waits(groups.get(new GroupId("visible-h1", 2, 4))));
    assertEquals(
        "h1[0:2] at step 7 (wake, tick 2, shard 0) waits for a drive from visible-h1[0:2]",
        waits(groups.get(new GroupId("h1", 0, 2))));
  }

  @Test
  void oneOfTwoInputsIsNotEnough() {
    Group synapses = groups().get(new GroupId("visible-h1", 0, 2));
    Sent sent = new Sent();
    synapses.receive(new Message.Granted(1, WAKE), sent);
    GroupId second = new GroupId("visible", 2, 4);
    Batch state = Batch.zeros(2, 6);
    synapses.receive(new Message.Activity(1, 0, second, End.PRE, 2, state), sent);
    assertEquals(List.of(), sent.to);
    assertTrue(waits(synapses).endsWith("waits for activity of visible[0:2]"));
    GroupId first = new GroupId("visible", 0, 2);
    synapses.receive(new Message.Activity(1, 0, first, End.PRE, 2, state), sent);
    assertEquals(List.of(new GroupId("h1", 0, 2)), sent.to);
  }

  /** Where one message of a link is lost, the next one must not take its place. */
  @Test
  void aMessageOfAnotherTickIsAnError() {
    Group synapses = groups().get(new GroupId("visible-h1", 0, 2));
    Sent sent = new Sent();
    synapses.receive(new Message.Granted(1, WAKE), sent);
    Batch state = Batch.zeros(2, 6);
    GroupId first = new GroupId("visible", 0, 2);
    GroupId second = new GroupId("visible", 2, 4);
    synapses.receive(new Message.Activity(1, 0, first, End.PRE, 2, state), sent);
    Message wrong = new Message.Activity(1, 0, second, End.PRE, 5, state);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> synapses.receive(wrong, sent));
    assertTrue(e.getMessage().contains("tick 2 from visible[2:4], got one of tick 5"));
  }

  /** A loop around a clamp asks for a second stimulus; the conductor gives one. */
  @Test
  void executorStopsInsteadOfHanging() {
    Tick clamp = Tick.of(Update.clamp(NETWORK.visible()));
    Phase twice = new Phase("twice", EXAMPLES, List.of(clamp), new Loop(0, 1, 2, -1), null);
    LivingNetwork living =
        new LivingNetwork(NETWORK, new SequentialExecutor(NETWORK, List.copyOf(groups().values())));
    GroupFailure failure =
        assertThrows(GroupFailure.class, () -> living.run(LivingNetwork.showing(0b1010), twice));
    String message = failure.getMessage();
    for (GroupId group : NETWORK.visible().slices()) {
      String expected = group + " at step 1 (twice, tick 2, shard 0) waits for a stimulus";
      assertTrue(message.contains(expected), message);
    }
  }

  /** The failure of a group names it, the step and the cause. */
  @Test
  void failuresNameTheirGroup() {
    Phase dream = new BoltzmannMachine(NETWORK).dream(new Ensemble("lost", 9, 6, 1, true), 1);
    LivingNetwork living =
        new LivingNetwork(NETWORK, new SequentialExecutor(NETWORK, List.copyOf(groups().values())));
    GroupFailure failure = assertThrows(GroupFailure.class, () -> living.run(dream));
    assertEquals(new GroupId("visible", 0, 2), failure.group());
    assertTrue(
        failure.getMessage().contains("visible[0:2] failed at step 1"), failure.getMessage());
    assertTrue(failure.getMessage().contains("no states for lost"), failure.getMessage());
  }

  @Test
  void aMessageThatNobodyAskedForIsAnError() {
    Group visible = groups().get(new GroupId("visible", 0, 2));
    Sent sent = new Sent();
    Phase clamp =
        new Phase("look", EXAMPLES, List.of(Tick.of(Update.clamp(NETWORK.visible()))), null, null);
    Message stimulus = new Message.Clamp(1, 0, Batch.zeros(2, 6));
    visible.receive(stimulus, sent);
    visible.receive(stimulus, sent);
    assertThrows(
        IllegalStateException.class, () -> visible.receive(new Message.Granted(1, clamp), sent));
  }
}
