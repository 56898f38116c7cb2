package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.engine.execution.GroupFailure;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.execution.Waiting;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;

/** The conductor among hosts that are probes, in a time that the test turns. */
@Timeout(60)
class ConductorTest {

  private static final GroupId LEFT = new GroupId("visible", 0, 2);
  private static final GroupId RIGHT = new GroupId("visible", 2, 4);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Phase NOTHING =
      new Phase("nothing", new Ensemble("none", 0, 1, 1, false), List.of(), null, null);

  private final Network network =
      new Network(List.of(new Population("visible", 4, 2, true, 0)), List.of());

  private ActorTestKit kit;
  private ManualTime time;
  private TestProbe<GroupHost.Command> left;
  private TestProbe<GroupHost.Command> right;
  private ActorRef<Conductor.Command> conductor;
  private ActorRef<GroupHost.Notice> notices;

  @BeforeEach
  void start() {
    kit =
        ActorTestKit.create(
            ManualTime.config().withFallback(ConfigFactory.load("ontogeny-actors")));
    time = ManualTime.get(kit.system());
    left = kit.createTestProbe();
    right = kit.createTestProbe();
    conductor =
        kit.spawn(
            Conductor.create(
                network,
                List.of(hosting(LEFT, left), hosting(RIGHT, right)),
                DispatcherSelector.defaultDispatcher(),
                1,
                DEADLINE));
    notices = conductor.unsafeUpcast();
    left.expectMessageClass(GroupHost.Directory.class);
    right.expectMessageClass(GroupHost.Directory.class);
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private static Conductor.Hosting hosting(GroupId group, TestProbe<GroupHost.Command> probe) {
    Placement.Host place =
        Placement.ONE_PER_GROUP
            .hosts(new Network(List.of(new Population("visible", 4, 2, true, 0)), List.of()))
            .stream()
            .filter(host -> host.groups().contains(group))
            .findFirst()
            .orElseThrow();
    return new Conductor.Hosting(
        place,
        listener ->
            Behaviors.receiveMessage(
                message -> {
                  probe.ref().tell(message);
                  return Behaviors.same();
                }));
  }

  private CompletableFuture<Done> run() {
    CompletableFuture<Done> fence = new CompletableFuture<>();
    Program.Execution execution = new Program.Execution(NOTHING, null);
    conductor.tell(new Conductor.Run(Program.of(4, List.of(execution).iterator()), fence));
    for (TestProbe<GroupHost.Command> probe : List.of(left, right)) {
      GroupHost.Letter letter = probe.expectMessageClass(GroupHost.Letter.class);
      assertInstanceOf(Message.Granted.class, letter.message());
    }
    return fence;
  }

  private void report(Report report) {
    notices.tell(new GroupHost.Reported(report));
  }

  private long asked(TestProbe<GroupHost.Command> probe) {
    return probe.expectMessageClass(GroupHost.Explain.class).inquiry();
  }

  private void answer(long inquiry, String host, long letters, Waiting... waiting) {
    notices.tell(new GroupHost.Explained(inquiry, host, letters, List.of(waiting)));
  }

  @Test
  void theFenceIsReachedWhenAllHaveReported() {
    CompletableFuture<Done> fence = run();
    report(new Report.Completed(LEFT, 4));
    CompletableFuture<Done> tooEarly = new CompletableFuture<>();
    conductor.tell(
        new Conductor.Run(Program.of(5, List.<Program.Execution>of().iterator()), tooEarly));
    assertThrows(CompletionException.class, tooEarly::join);
    assertFalse(fence.isDone());
    report(new Report.Completed(RIGHT, 4));
    fence.join();
  }

  @Test
  void repliesComeInTheOrderOfTheRequests() {
    CompletableFuture<Map<GroupId, Reply>> fence = new CompletableFuture<>();
    Map<GroupId, List<Request>> requests = new LinkedHashMap<>();
    requests.put(RIGHT, List.of(new Request.OpenWindow(1), new Request.CountDegrees()));
    requests.put(LEFT, List.of(new Request.OpenWindow(1)));
    conductor.tell(new Conductor.Ask(requests, fence));
    report(new Report.Answered(LEFT, 1, new Reply.Done()));
    report(new Report.Answered(RIGHT, 1, new Reply.Done()));
    assertFalse(fence.isDone(), "the last reply is missing");
    Reply.Lots last = new Reply.Lots(new long[0]);
    report(new Report.Answered(RIGHT, 1, last));
    assertEquals(List.of(RIGHT, LEFT), List.copyOf(fence.join().keySet()));
    assertSame(last, fence.join().get(RIGHT));
  }

  @Test
  void nobodyIsAskedWhileReportsComeAndAtFences() {
    CompletableFuture<Done> fence = run();
    time.timePasses(DEADLINE);
    report(new Report.Completed(LEFT, 4));
    time.timePasses(DEADLINE);
    report(new Report.Completed(RIGHT, 4));
    fence.join();
    time.timePasses(DEADLINE.multipliedBy(3));
    assertFalse(run().isDone(), "credit is the next that hosts hear, not a question");
  }

  @Test
  void aReportThatIsLostIsNamed() {
    CompletableFuture<Done> fence = run();
    report(new Report.Completed(LEFT, 4));
    GroupFailure failure = standStill(fence);
    assertEquals(
        "nothing has moved for 30.0 s: the conductor waits for the end of step 4 of visible[2:4]",
        failure.getMessage());
  }

  @Test
  void aReplyThatIsLostIsNamed() {
    CompletableFuture<Map<GroupId, Reply>> fence = new CompletableFuture<>();
    Map<GroupId, List<Request>> requests = new LinkedHashMap<>();
    requests.put(LEFT, List.of(new Request.OpenWindow(1), new Request.CountDegrees()));
    requests.put(RIGHT, List.of(new Request.OpenWindow(1)));
    conductor.tell(new Conductor.Ask(requests, fence));
    for (TestProbe<GroupHost.Command> host : List.of(left, left, right)) {
      host.expectMessageClass(GroupHost.Letter.class);
    }
    report(new Report.Answered(RIGHT, 1, new Reply.Done()));
    report(new Report.Answered(LEFT, 1, new Reply.Done())); // to the first of two
    assertEquals(
        "nothing has moved for 30.0 s: the conductor waits for the reply of " + LEFT,
        standStill(fence).getMessage());
  }

  @Test
  void whoIsFurthestBehindIsNamed() {
    CompletableFuture<Done> fence = run();
    GroupFailure failure =
        standStill(
            fence,
            new Waiting(LEFT, 4, 0, 3, "nothing", "a drive"),
            new Waiting(RIGHT, 4, 0, 2, "nothing", "activity"));
    assertEquals(RIGHT, failure.group());
    assertEquals(
        "nothing has moved for 30.0 s: visible[2:4] at step 4 (nothing, tick 2, shard 0) waits for"
            + " activity; besides these, 1 wait for what comes after",
        failure.getMessage());
  }

  private GroupFailure standStill(CompletableFuture<?> fence, Waiting... waiting) {
    time.timePasses(DEADLINE.multipliedBy(2));
    for (int round = 1; round <= 2; round++) {
      assertFalse(fence.isDone());
      answer(asked(left), "visible:0-2", 1, waiting);
      answer(asked(right), "visible:2-4", 1);
    }
    return assertInstanceOf(
        GroupFailure.class, assertThrows(CompletionException.class, fence::join).getCause());
  }

  @Test
  void aBusyHostIsNoError() {
    CompletableFuture<Done> fence = run();
    time.timePasses(DEADLINE.multipliedBy(2));
    long first = asked(left);
    asked(right);
    answer(first, "visible:0-2", 1);
    time.timePasses(DEADLINE.multipliedBy(5));
    answer(first, "visible:2-4", 1);
    long second = asked(left);
    assertEquals(first + 1, second);
    answer(second, "visible:0-2", 1);
    answer(second, "visible:2-4", 2);
    report(new Report.Completed(LEFT, 4));
    report(new Report.Completed(RIGHT, 4));
    fence.join();
  }
}
