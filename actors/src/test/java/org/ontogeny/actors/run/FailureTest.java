package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.actors.Nursery;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.engine.execution.GroupFailure;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.reference.ReferenceKernels;

/**
 * Whatever goes wrong, the run ends with an error that says who, when and why; nothing hangs. With
 * one thread the one that waits does everything, with two it has a pool beside it.
 */
@Timeout(60)
@ParameterizedClass
@ValueSource(ints = {1, 2})
class FailureTest {

  private static final GroupId LOWER = new GroupId("h1", 0, 4);

  private final int threads;
  private final Nursery nursery = Nursery.ofPairs();
  private final BoltzmannMachine machine = new BoltzmannMachine(nursery.network());

  FailureTest(int threads) {
    this.threads = threads;
  }

  private ActorExecutor start(
      Kernels kernels, UnaryOperator<Behavior<GroupHost.Command>> wrapping) {
    Arrangement impatient =
        new Arrangement(Placement.ONE_PER_GROUP, threads, 1, Duration.ofMillis(100));
    return start(kernels, impatient, wrapping);
  }

  private ActorExecutor start(
      Kernels kernels,
      Arrangement arrangement,
      UnaryOperator<Behavior<GroupHost.Command>> wrapping) {
    return ActorExecutor.start(
        nursery.network(),
        Groups.of(nursery.born().groups(), nursery.network(), Nursery.SEED, kernels),
        arrangement,
        ConfigFactory.empty(),
        wrapping);
  }

  /** The reference kernels, with something that happens before each product upwards. */
  private static Kernels kernels(Runnable beforeProduct) {
    Kernels reference = new ReferenceKernels();
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("toPost")) {
                beforeProduct.run();
              }
              try {
                return method.invoke(reference, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The reference kernels, with something that happens before one product, counted from 1. */
  private static Kernels kernels(int product, Runnable happening) {
    AtomicInteger calls = new AtomicInteger();
    return kernels(
        () -> {
          if (calls.incrementAndGet() == product) {
            happening.run();
          }
        });
  }

  /** Steps 1 to {@code executions}, each of two Gibbs sweeps: four ticks. */
  private Program program(int executions) {
    Program.Execution wander = new Program.Execution(machine.wander(nursery.chains(), 2), null);
    return Program.of(1, Collections.nCopies(executions, wander).iterator());
  }

  @Test
  void aGroupThatThrowsIsNamedWithItsStepAndCause() {
    IllegalStateException cause = new IllegalStateException("the device is gone");
    Kernels kernels =
        kernels(
            30,
            () -> {
              throw cause;
            });
    try (ActorExecutor executor = start(kernels, UnaryOperator.identity())) {
      GroupFailure failure = assertThrows(GroupFailure.class, () -> executor.run(program(20)));
      assertSame(cause, failure.getCause());
      assertTrue(
          failure.group().owner().equals("visible-h1") || failure.group().owner().equals("h1-h2"));
      assertTrue(
          failure
              .getMessage()
              .matches(
                  ("group %s failed at step \\d+ \\(wander, tick [1-4], shard [01]\\): "
                          + "java.lang.IllegalStateException: the device is gone")
                      .formatted(Pattern.quote(failure.group().toString()))),
          failure.getMessage());
      assertSame(failure, assertThrows(GroupFailure.class, () -> executor.run(program(1))));
      assertSame(failure, assertThrows(GroupFailure.class, () -> executor.ask(Map.of())));
    }
  }

  /**
   * One shard of step 3 stands still for want of a letter while the other goes on, as credit
   * allows. The group fails in a later step than the first of those that it walks through.
   */
  @Test
  void theStepThatFailedIsNamedAndNotTheOldestOne() {
    GroupId synapses = new GroupId("visible-h1", 0, 4);
    ThreadLocal<Long> inHand = ThreadLocal.withInitial(() -> 0L); // step of the letter to synapses
    Kernels kernels =
        kernels(
            () -> {
              if (inHand.get() == 5) {
                throw new IllegalStateException("the device is gone");
              }
            });
    UnaryOperator<Behavior<GroupHost.Command>> wrapping =
        Interception.of(
            command -> {
              inHand.set(0L);
              if (command instanceof GroupHost.Letter letter
                  && letter.to().equals(synapses)
                  && letter.message() instanceof Message.Activity activity) {
                inHand.set(activity.step());
                return activity.step() != 3 || activity.shard() != 1;
              }
              return true;
            });
    Arrangement ahead =
        new Arrangement(Placement.ONE_PER_GROUP, threads, 4, Duration.ofSeconds(30));
    try (ActorExecutor executor = start(kernels, ahead, wrapping)) {
      GroupFailure failure = assertThrows(GroupFailure.class, () -> executor.run(program(20)));
      assertEquals(synapses, failure.group());
      String message =
          Pattern.quote("group visible-h1[0:4] failed at step 5 (wander, tick ")
              + "[1-4]"
              + Pattern.quote(", shard 0): java.lang.IllegalStateException: the device is gone");
      assertTrue(failure.getMessage().matches(message), failure.getMessage());
    }
  }

  @Test
  void anErrorOfTheMachineIsAFailureOfTheGroupToo() {
    Kernels kernels =
        kernels(
            30,
            () -> {
              throw new OutOfMemoryError("no room");
            });
    try (ActorExecutor executor = start(kernels, UnaryOperator.identity())) {
      GroupFailure failure = assertThrows(GroupFailure.class, () -> executor.run(program(20)));
      assertInstanceOf(OutOfMemoryError.class, failure.getCause());
    }
  }

  /** The pill overtakes a drive that the group needs to get through its second sweep of step 7. */
  @Test
  void aHostThatIsStoppedInTheMiddleOfASweepIsNamedWithItsStep() {
    AtomicBoolean stopped = new AtomicBoolean();
    UnaryOperator<Behavior<GroupHost.Command>> stopping =
        Interception.of(
            (host, command) -> {
              boolean now =
                  command instanceof GroupHost.Letter letter
                      && letter.to().equals(LOWER)
                      && letter.message() instanceof Message.Drive drive
                      && drive.step() == 7
                      && drive.tick() >= 2
                      && stopped.compareAndSet(false, true);
              if (now) {
                Adapter.toClassic(host).tell(PoisonPill.getInstance(), ActorRef.noSender());
                host.tell(command);
              }
              return !now;
            });
    try (ActorExecutor executor = start(new ReferenceKernels(), stopping)) {
      GroupFailure failure = assertThrows(GroupFailure.class, () -> executor.run(program(20)));
      assertEquals(LOWER, failure.group());
      assertTrue(
          failure
              .getMessage()
              .matches(
                  "group h1\\[0:4] failed at step 7( \\(.*\\))?: "
                      + "its actor was stopped by somebody else"),
          failure.getMessage());
      assertNull(failure.getCause());
    }
  }

  static Stream<Arguments> losses() {
    return Stream.of(
        loss(
            letter ->
                letter.message() instanceof Message.Drive drive
                    && drive.step() == 3
                    && drive.shard() == 0
                    && drive.from().equals(new GroupId("visible-h1", 0, 4)),
            LOWER,
            "h1[0:4] at step 3 (wander, tick 1, shard 0) waits for a drive from visible-h1[0:4]"),
        loss(
            letter ->
                letter.message() instanceof Message.Activity tell
                    && tell.step() == 3
                    && tell.shard() == 0
                    && tell.from().equals(new GroupId("h2", 3, 6)),
            new GroupId("h1-h2", 3, 6),
            "h1-h2[3:6] at step 3 (wander, tick 1, shard 0) waits for activity of h2[3:6]"),
        loss(
            letter -> letter.message() instanceof Message.Granted granted && granted.step() == 3,
            new GroupId("visible", 8, 16),
            "waits for activity of visible[8:16]"));
  }

  private static Arguments loss(
      Predicate<GroupHost.Letter> lost, GroupId receiver, String expected) {
    return Arguments.of(lost, receiver, expected);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void whoWaitsForALostMessageIsNamed(
      Predicate<GroupHost.Letter> lost, GroupId receiver, String expected) {
    try (ActorExecutor executor = start(new ReferenceKernels(), losing(lost, receiver))) {
      GroupFailure failure = assertThrows(GroupFailure.class, () -> executor.run(program(5)));
      assertTrue(failure.getMessage().contains(expected), failure.getMessage());
      assertTrue(
          failure.getMessage().startsWith("nothing has moved for 0.1 s: "), failure.getMessage());
    }
  }

  /** Drops the first letter to a group that a predicate accepts. */
  private static UnaryOperator<Behavior<GroupHost.Command>> losing(
      Predicate<GroupHost.Letter> lost, GroupId receiver) {
    AtomicBoolean done = new AtomicBoolean();
    return Interception.of(
        command ->
            !(command instanceof GroupHost.Letter letter
                && letter.to().equals(receiver)
                && lost.test(letter)
                && done.compareAndSet(false, true)));
  }

  @Test
  void aStimulusAndAVerdictThatAreLostAreNamed() {
    Program.Execution wake =
        new Program.Execution(
            machine.wake(nursery.data(), 5, 0),
            (fromNeuron, toNeuron, fromColumn, toColumn) ->
                Batch.zeros(toNeuron - fromNeuron, toColumn - fromColumn));
    try (ActorExecutor executor =
        start(
            new ReferenceKernels(),
            losing(l -> l.message() instanceof Message.Clamp, new GroupId("visible", 0, 8)))) {
      String message =
          assertThrows(
                  GroupFailure.class, () -> executor.run(Program.of(1, List.of(wake).iterator())))
              .getMessage();
      assertTrue(
          message.contains("visible[0:8] at step 1 (wake, tick 1, shard 0) waits for a stimulus"),
          message);
    }
    try (ActorExecutor executor =
        start(new ReferenceKernels(), losing(l -> l.message() instanceof Message.Verdict, LOWER))) {
      String message =
          assertThrows(
                  GroupFailure.class, () -> executor.run(Program.of(1, List.of(wake).iterator())))
              .getMessage();
      assertTrue(message.contains("h1[0:4] at step 1"), message);
      assertTrue(message.contains("waits for the verdict on pass 1"), message);
    }
  }

  @Test
  void aQuestionThatIsLostIsNamed() {
    try (ActorExecutor executor =
        start(new ReferenceKernels(), losing(l -> l.message() instanceof Message.Asked, LOWER))) {
      GroupFailure failure =
          assertThrows(
              GroupFailure.class, () -> executor.ask(Map.of(LOWER, List.of(new Request.Copy()))));
      assertTrue(
          failure.getMessage().endsWith("the conductor waits for the reply of h1[0:4]"),
          failure.getMessage());
    }
  }

  /** While one group computes, all others are asked what they wait for; then it goes on. */
  @Test
  void aLongComputationIsNoLostMessage() {
    assumeTrue(threads > 1, "nobody else answers while the only thread computes");
    CountDownLatch othersAsked = new CountDownLatch(9);
    UnaryOperator<Behavior<GroupHost.Command>> listening =
        Interception.of(
            command -> {
              if (command instanceof GroupHost.Explain) {
                othersAsked.countDown();
              }
              return true;
            });
    Kernels kernels = kernels(30, () -> await(othersAsked));
    try (ActorExecutor executor = start(kernels, listening)) {
      executor.run(program(20));
    }
    assertEquals(0, othersAsked.getCount());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
