package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.Behavior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.actors.Nursery;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** Actors do to a network what the sequential executor does, to the bit. */
@Timeout(120)
class ActorExecutorTest {

  private static final Kernels KERNELS = new ReferenceKernels();

  private static Nursery.Outcome sequential(Nursery nursery) {
    try (SequentialExecutor executor =
        new SequentialExecutor(
            nursery.network(),
            Groups.of(nursery.born().groups(), nursery.network(), Nursery.SEED, KERNELS))) {
      return nursery.develop(executor);
    }
  }

  private static Nursery.Outcome actors(
      Nursery nursery,
      Arrangement arrangement,
      Config settings,
      UnaryOperator<Behavior<GroupHost.Command>> wrapping) {
    try (ActorExecutor executor =
        ActorExecutor.start(
            nursery.network(),
            Groups.of(nursery.born().groups(), nursery.network(), Nursery.SEED, KERNELS),
            arrangement,
            settings,
            wrapping)) {
      return nursery.develop(executor);
    }
  }

  private static void assertEqual(Nursery nursery, Arrangement arrangement) {
    Nursery.Outcome expected = sequential(nursery);
    Nursery.Outcome actual =
        actors(nursery, arrangement, ConfigFactory.empty(), UnaryOperator.identity());
    assertEquals(expected.events(), actual.events());
    assertEquals(expected.state(), actual.state());
  }

  @Test
  void thereIsSomethingToCompare() {
    List<String> events = sequential(Nursery.ofPairs()).events();
    for (String kind : List.of("synapses-pruned", "neurons-died", "branched", "epoch-ended")) {
      assertTrue(events.stream().anyMatch(event -> event.contains(kind)), kind);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void anyNumberOfThreads(int threads) {
    assertEqual(Nursery.ofPairs(), Arrangement.of(threads));
  }

  @Test
  void oneNeuronAGroup() {
    assertEqual(new Nursery(16, 8, 6), Arrangement.of(2));
  }

  @Test
  void wholePopulations() {
    assertEqual(new Nursery(1, 1, 1), Arrangement.of(2));
  }

  @Test
  void allInOneActor() {
    assertEqual(Nursery.ofPairs(), Arrangement.of(2).withPlacement(Placement.WHOLE));
  }

  /** Threads in which hosts hear letters. */
  private static Set<Thread> threads(Nursery nursery, Arrangement arrangement) {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    UnaryOperator<Behavior<GroupHost.Command>> listening =
        Interception.of(
            command -> {
              if (command instanceof GroupHost.Letter) {
                threads.add(Thread.currentThread());
              }
              return true;
            });
    actors(nursery, arrangement, ConfigFactory.empty(), listening);
    return threads;
  }

  @Test
  void whatWorksInTurnWorksInTheThreadThatWaits() {
    Set<Thread> own = Set.of(Thread.currentThread());
    Nursery pairs = Nursery.ofPairs();
    Arrangement usual = Arrangement.of(2);
    assertEquals(own, threads(pairs, Arrangement.of(1)));
    assertEquals(own, threads(pairs, usual.withPlacement(Placement.WHOLE)));
    assertFalse(threads(pairs, usual).contains(Thread.currentThread()));
  }

  @Test
  void groupsSharedOutAtRandom() {
    Placement threes =
        network -> {
          List<GroupId> all =
              Placement.ONE_PER_GROUP.hosts(network).stream()
                  .flatMap(host -> host.groups().stream())
                  .toList();
          return IntStream.range(0, 3)
              .mapToObj(
                  k -> IntStream.range(0, all.size()).filter(n -> n % 3 == k).mapToObj(all::get))
              .map(Stream::toList)
              .toList();
        };
    assertEqual(Nursery.ofPairs(), Arrangement.of(2).withPlacement(threes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16})
  void anyCredit(int credit) {
    Arrangement usual = Arrangement.of(2);
    assertEqual(
        Nursery.ofPairs(),
        new Arrangement(usual.placement(), usual.threads(), credit, usual.deadline()));
  }

  @Test
  void everyMessageThroughItsBytes() {
    Nursery nursery = Nursery.ofPairs();
    Nursery.Outcome expected = sequential(nursery);
    Config settings =
        ConfigFactory.parseMap(
            Map.of(
                "pekko.actor.serialize-messages",
                "on",
                "pekko.actor.serializers.ontogeny",
                CountingSerializer.class.getName()));
    LongAdder letters = new LongAdder();
    CountingSerializer.READ.clear();
    Nursery.Outcome actual =
        actors(
            nursery,
            Arrangement.of(2),
            settings,
            Interception.of(
                command -> {
                  letters.add(command instanceof GroupHost.Letter ? 1 : 0);
                  return true;
                }));
    assertEquals(expected.events(), actual.events());
    assertEquals(expected.state(), actual.state());
    assertTrue(letters.intValue() > 1000, "letters: " + letters);
    assertEquals(letters.intValue(), CountingSerializer.READ.get("letter"));
    assertTrue(CountingSerializer.READ.get("reported") > 100);
    assertEquals(10, CountingSerializer.READ.get("directory"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyOrderOfDelivery(long order) {
    Nursery nursery = Nursery.ofPairs();
    Nursery.Outcome expected = sequential(nursery);
    try (ShufflingExecutor executor =
        new ShufflingExecutor(
            nursery.network(),
            Groups.of(nursery.born().groups(), nursery.network(), Nursery.SEED, KERNELS),
            4,
            new Random(order))) {
      assertEquals(expected, nursery.develop(executor));
    }
  }

  /**
   * A stimulus and a consumer of states run in the conductor; what they throw reaches the caller.
   */
  @Test
  void whatAStimulusThrowsIsThrownToTheCaller() {
    Nursery nursery = Nursery.ofPairs();
    Phase wake = new BoltzmannMachine(nursery.network()).wake(nursery.data(), 3, 0.1f);
    IllegalStateException broken = new IllegalStateException("the data are broken");
    Program program =
        Program.of(
            1,
            List.of(
                    new Program.Execution(
                        wake,
                        (fromNeuron, toNeuron, fromColumn, toColumn) -> {
                          throw broken;
                        }))
                .iterator());
    try (ActorExecutor executor = start(nursery)) {
      assertSame(broken, assertThrows(IllegalStateException.class, () -> executor.run(program)));
      assertSame(broken, assertThrows(IllegalStateException.class, () -> executor.ask(Map.of())));
    }
  }

  @Test
  void somethingElseIsDoneWhileGroupsRun() {
    Nursery nursery = Nursery.ofPairs();
    Phase wake = new BoltzmannMachine(nursery.network()).wake(nursery.data(), 3, 0.1f);
    CountDownLatch done = new CountDownLatch(1);
    Program waiting = // the conductor asks for the stimulus and gets it only then
        Program.of(
            1,
            List.of(
                    new Program.Execution(
                        wake,
                        (fromNeuron, toNeuron, fromColumn, toColumn) -> {
                          await(done);
                          return Batch.zeros(toNeuron - fromNeuron, toColumn - fromColumn);
                        }))
                .iterator());
    try (ActorExecutor executor = start(nursery)) {
      executor.run(waiting, done::countDown);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatElseFailsIsThrownAtTheFence() {
    Nursery nursery = Nursery.ofPairs();
    Program nothing = Program.of(1, List.<Program.Execution>of().iterator());
    IllegalStateException broken = new IllegalStateException("the data are broken");
    IllegalStateException other = new IllegalStateException("and something else");
    Runnable fails =
        () -> {
          throw other;
        };
    Phase wake = new BoltzmannMachine(nursery.network()).wake(nursery.data(), 3, 0.1f);
    Program.Execution breaks =
        new Program.Execution(
            wake,
            (fromNeuron, toNeuron, fromColumn, toColumn) -> {
              throw broken;
            });
    try (ActorExecutor executor = start(nursery)) {
      assertSame(
          other, assertThrows(IllegalStateException.class, () -> executor.run(nothing, fails)));
      AssertionError error = new AssertionError("not even an exception");
      Runnable errs =
          () -> {
            throw error;
          };
      assertSame(error, assertThrows(AssertionError.class, () -> executor.run(nothing, errs)));
      executor.run(nothing); // nothing is broken by that
      Program both = Program.of(1, List.of(breaks).iterator());
      assertSame(
          broken, assertThrows(IllegalStateException.class, () -> executor.run(both, fails)));
      assertArrayEquals(new Throwable[] {other}, broken.getSuppressed());
    }
  }

  @Test
  void closedActorsRunNothing() {
    Nursery nursery = Nursery.ofPairs();
    ActorExecutor executor = start(nursery);
    executor.close();
    executor.close();
    assertThrows(IllegalStateException.class, () -> executor.ask(Map.of()));
    Program nothing = Program.of(1, List.<Program.Execution>of().iterator());
    CountDownLatch done = new CountDownLatch(1);
    assertThrows(IllegalStateException.class, () -> executor.run(nothing, done::countDown));
    assertEquals(0, done.getCount());
  }

  @Test
  void actorsStopWhenTheirOwnerIsInterrupted() {
    ActorExecutor executor = start(Nursery.ofPairs());
    Thread.currentThread().interrupt();
    executor.close();
    assertTrue(Thread.interrupted());
    executor.system().getWhenTerminated().toCompletableFuture().join();
  }

  /** The executor is not closed: an actor that ended so cannot be stopped any more. */
  @Test
  void anErrorOutsideTheGroupsIsThrownToWhoeverWaits() {
    Nursery nursery = Nursery.ofPairs();
    StackOverflowError fatal = new StackOverflowError();
    ActorExecutor executor =
        ActorExecutor.start(
            nursery.network(),
            Groups.of(nursery.born().groups(), nursery.network(), Nursery.SEED, KERNELS),
            Arrangement.of(1),
            ConfigFactory.empty(),
            Interception.of(
                command -> {
                  if (command instanceof GroupHost.Letter) {
                    throw fatal;
                  }
                  return true;
                }));
    Phase wander = new BoltzmannMachine(nursery.network()).wander(nursery.chains(), 1);
    Program program = Program.of(1, List.of(new Program.Execution(wander, null)).iterator());
    assertSame(fatal, assertThrows(StackOverflowError.class, () -> executor.run(program)));
    IllegalStateException later =
        assertThrows(IllegalStateException.class, () -> executor.ask(Map.of()));
    assertSame(fatal, later.getCause());
  }

  @Test
  void everyGroupNeedsAState() {
    Nursery nursery = Nursery.ofPairs();
    List<GroupState> states = nursery.born().groups();
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ActorExecutor.start(
                    nursery.network(),
                    states.subList(1, states.size()),
                    Nursery.SEED,
                    KERNELS,
                    Arrangement.of(1)));
    assertEquals("group visible[0:8] has no state", thrown.getMessage());
  }

  private static ActorExecutor start(Nursery nursery) {
    return ActorExecutor.start(
        nursery.network(), nursery.born().groups(), Nursery.SEED, KERNELS, Arrangement.of(1));
  }
}
