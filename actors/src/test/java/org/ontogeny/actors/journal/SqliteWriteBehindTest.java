package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.Effect;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWriteBehindTest {

  @TempDir Path directory;

  @Test
  void everyCommandIsHandled() {
    JournalWriter writer = JournalWriter.create(directory.resolve(SqliteJournal.FILE));
    Standing standing = Standing.after(0);
    BehaviorTestKit<WriteBehind.Command> actor =
        BehaviorTestKit.create(WriteBehind.create(writer, standing));
    List<WriteBehind.Command> commands = new ArrayList<>();
    standing.handed().add(new WriteBehind.Fence(JournalExamples.plain(1, 2), 2));
    standing.called().set(true);
    commands.add(new WriteBehind.Await());
    actor.run(commands.get(0));
    assertTrue(standing.called().get(), "nothing is written yet");
    Effect.TimerScheduled<?> timer = actor.expectEffectClass(Effect.TimerScheduled.class);
    assertEquals(Duration.ofMillis(200), timer.duration());
    commands.add((WriteBehind.Command) timer.msg());
    commands.add(new WriteBehind.Write());
    commands.add(new WriteBehind.Note(Instant.EPOCH, "started", "{}"));
    commands.add(new WriteBehind.Flush(new CompletableFuture<>()));
    CompletableFuture<Done> closed = new CompletableFuture<>();
    commands.add(new WriteBehind.Close(closed));
    for (WriteBehind.Command command : commands.subList(1, commands.size())) {
      actor.run(command);
      assertFalse(Behavior.isUnhandled(actor.returnedBehavior()), command::toString);
      assertEquals(2, standing.committed().get());
    }
    assertEquals(
        Set.of(WriteBehind.Command.class.getPermittedSubclasses()),
        commands.stream().map(Object::getClass).collect(Collectors.toSet()));
    assertTrue(closed.isDone());
    assertEquals(-2, standing.waiting().get());
    assertFalse(standing.called().get());
    try (JournalReader reader = JournalReader.open(directory)) {
      assertEquals(JournalExamples.plain(1, 2), reader.events(1).toList());
      assertEquals(List.of("started"), reader.operations(1).stream().map(o -> o.kind()).toList());
    }
  }
}
