package org.ontogeny.actors.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.ontogeny.actors.Nursery;
import org.ontogeny.actors.group.GroupHost.Command;
import org.ontogeny.actors.group.GroupHost.Letter;
import org.ontogeny.actors.group.GroupHost.Notice;
import org.ontogeny.engine.execution.Group;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** One host by itself, its neighbours being inboxes. */
class GroupHostTest {

  private static final GroupId VISIBLE = new GroupId("visible", 0, 8);
  private static final GroupId OTHER_VISIBLE = new GroupId("visible", 8, 16);
  private static final GroupId LOWER = new GroupId("h1", 0, 4);
  private static final GroupId DENDRITES = new GroupId("visible-h1", 0, 4);
  private static final GroupId UPPER = new GroupId("h1-h2", 0, 3);

  private final Nursery nursery = Nursery.ofPairs();
  private final TestInbox<Notice> listener = TestInbox.create();
  private final TestInbox<Command> elsewhere = TestInbox.create();
  private final Phase wander = new BoltzmannMachine(nursery.network()).wander(nursery.chains(), 1);

  private BehaviorTestKit<Command> host(GroupId... hosted) {
    List<Group> groups = new ArrayList<>();
    Groups.of(nursery.born().groups(), nursery.network(), Nursery.SEED, new ReferenceKernels())
        .stream()
        .filter(group -> List.of(hosted).contains(group.id()))
        .forEach(groups::add);
    return BehaviorTestKit.create(GroupHost.create(groups, listener.getRef()), "host");
  }

  private GroupHost.Directory directory() {
    Map<GroupId, ActorRef<Command>> hosts = new HashMap<>();
    nursery.network().neuronGroups().forEach(group -> hosts.put(group, elsewhere.getRef()));
    nursery.network().synapseGroups().forEach(group -> hosts.put(group, elsewhere.getRef()));
    return new GroupHost.Directory(hosts);
  }

  private static Letter ask(GroupId group, Request request) {
    return new Letter(group, new Message.Asked(1, request));
  }

  @Test
  void aGroupAnswersTheListener() {
    BehaviorTestKit<Command> host = host(LOWER);
    host.run(directory());
    host.run(ask(LOWER, new Request.OpenWindow(0)));
    GroupHost.Reported reported =
        assertInstanceOf(GroupHost.Reported.class, listener.receiveMessage());
    assertEquals(new Report.Answered(LOWER, 1, new Reply.Done()), reported.report());
  }

  @Test
  void lettersWaitForTheDirectory() {
    BehaviorTestKit<Command> host = host(LOWER);
    host.run(ask(LOWER, new Request.OpenWindow(0)));
    assertFalse(listener.hasMessages());
    host.run(directory());
    assertTrue(listener.hasMessages());
  }

  @Test
  void whatAGroupSendsGoesToTheHostsOfTheReceiversInOrder() {
    BehaviorTestKit<Command> host = host(VISIBLE);
    host.run(directory());
    host.run(new Letter(VISIBLE, new Message.Granted(1, wander)));
    assertEquals(
        List.of(
            "visible-h1[0:4] shard 0",
            "visible-h1[4:8] shard 0",
            "visible-h1[0:4] shard 1",
            "visible-h1[4:8] shard 1"),
        sent(Message.Activity.class, Message.Activity::shard));
  }

  @Test
  void lettersBetweenGroupsOfOneHostDoNotLeaveIt() {
    BehaviorTestKit<Command> host = host(DENDRITES, VISIBLE, OTHER_VISIBLE);
    host.run(directory());
    for (GroupId group : List.of(DENDRITES, VISIBLE, OTHER_VISIBLE)) {
      host.run(new Letter(group, new Message.Granted(1, wander)));
    }
    List<Letter> left = elsewhere.getAllReceived().stream().map(Letter.class::cast).toList();
    assertTrue(left.stream().noneMatch(letter -> letter.to().equals(DENDRITES)));
    List<GroupId> driven =
        left.stream()
            .filter(letter -> letter.message() instanceof Message.Drive)
            .map(Letter::to)
            .toList();
    assertEquals(List.of(LOWER, LOWER), driven);
  }

  private <M extends Message> List<String> sent(Class<M> kind, Function<M, Integer> shard) {
    return elsewhere.getAllReceived().stream()
        .map(Letter.class::cast)
        .map(letter -> letter.to() + " shard " + shard.apply(kind.cast(letter.message())))
        .toList();
  }

  @Test
  void aHostTellsWhatItsGroupsWaitFor() {
    BehaviorTestKit<Command> host = host(LOWER, UPPER);
    host.run(directory());
    host.run(new GroupHost.Explain(5));
    assertEquals(new GroupHost.Explained(5, "host", 0, List.of()), listener.receiveMessage());
    host.run(new Letter(LOWER, new Message.Granted(1, wander)));
    host.run(new GroupHost.Explain(6));
    GroupHost.Explained explained =
        assertInstanceOf(GroupHost.Explained.class, listener.receiveMessage());
    assertEquals(1, explained.letters());
    assertEquals(
        "h1[0:4] at step 1 (wander, tick 1, shard 0) waits for a drive from visible-h1[0:4]",
        explained.waiting().get(0).toString());
  }

  @Test
  void aGroupThatFailsEndsItsHost() {
    BehaviorTestKit<Command> host = host(LOWER);
    host.run(directory());
    host.run(ask(LOWER, new Request.CountDegrees()));
    assertFalse(host.isAlive());
    assertFalse(listener.hasMessages());
  }

  @Test
  void aLetterToSomebodyElseEndsTheHost() {
    BehaviorTestKit<Command> host = host(LOWER);
    host.run(directory());
    host.run(ask(UPPER, new Request.Copy()));
    assertFalse(host.isAlive());
  }
}
