package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.Test;
import org.ontogeny.actors.Nursery;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** A compiler of Java 17 does not see a message without a handler; this does. */
class ReceiveTablesTest {

  private static final GroupId GROUP = new GroupId("h1", 0, 4);

  private final Nursery nursery = Nursery.ofPairs();

  private static void assertAllHandled(
      Behavior<?> behavior, Stream<?> messages, Set<Class<?>> kinds) {
    @SuppressWarnings("unchecked") // a conductor takes notices too; that is what is tested
    BehaviorTestKit<Object> actor = BehaviorTestKit.create((Behavior<Object>) behavior);
    Set<Class<?>> handled =
        messages
            .map(
                message -> {
                  actor.run(message);
                  assertFalse(Behavior.isUnhandled(actor.returnedBehavior()), message::toString);
                  return message.getClass();
                })
            .collect(Collectors.toSet());
    assertEquals(kinds, handled);
  }

  @Test
  void aHostHandlesEveryCommand() {
    TestInbox<GroupHost.Notice> listener = TestInbox.create();
    Behavior<GroupHost.Command> host =
        GroupHost.create(
            Groups.of(
                    nursery.born().groups(),
                    nursery.network(),
                    Nursery.SEED,
                    new ReferenceKernels())
                .stream()
                .filter(group -> group.id().equals(GROUP))
                .toList(),
            listener.getRef());
    assertAllHandled(
        host,
        Stream.of(
            new GroupHost.Directory(Map.of()),
            new GroupHost.Letter(GROUP, new Message.Asked(1, new Request.OpenWindow(1))),
            new GroupHost.Explain(1)),
        Set.of(GroupHost.Command.class.getPermittedSubclasses()));
  }

  @Test
  void aConductorHandlesEveryCommandAndEveryNoticeOfAHost() throws ReflectiveOperationException {
    Class<?> timer =
        Arrays.stream(Conductor.Command.class.getPermittedSubclasses())
            .filter(kind -> kind.getRecordComponents().length == 0)
            .findFirst()
            .orElseThrow();
    Constructor<?> check = timer.getDeclaredConstructor();
    check.setAccessible(true);
    Set<Class<?>> kinds =
        Stream.concat(
                Arrays.stream(Conductor.Command.class.getPermittedSubclasses()),
                Arrays.stream(GroupHost.class.getDeclaredClasses())
                    .filter(Class::isRecord)
                    .filter(GroupHost.Notice.class::isAssignableFrom))
            .collect(Collectors.toSet());
    assertAllHandled(
        Conductor.create(
            nursery.network(),
            List.of(),
            DispatcherSelector.defaultDispatcher(),
            1,
            Duration.ofSeconds(1)),
        Stream.of(
            new Conductor.Ask(Map.of(), new CompletableFuture<>()),
            new Conductor.Run(
                Program.of(1, List.<Program.Execution>of().iterator()), new CompletableFuture<>()),
            new GroupHost.Explained(1, "host", 1, List.of()),
            check.newInstance(),
            new GroupHost.Reported(new Report.Completed(GROUP, 1))),
        kinds);
  }
}
