package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CountedMailboxTest {

  private static Behavior<String> busy(CountDownLatch began, CountDownLatch end) {
    return Behaviors.receiveMessage(
        message -> {
          began.countDown();
          end.await();
          return Behaviors.same();
        });
  }

  @Test
  void messagesThatWaitAreCounted() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    ActorSystem<String> system =
        ActorSystem.create(
            Behaviors.setup(
                context -> {
                  ActorRef<String> host =
                      context.spawn(
                          busy(began, end),
                          "h1",
                          DispatcherSelector.fromConfig("ontogeny.dispatcher.compute")
                              .withMailboxFromConfig(CountedMailbox.CONFIG));
                  return Behaviors.receiveMessage(
                      message -> {
                        host.tell(message);
                        host.tell(message);
                        host.tell(message);
                        return Behaviors.same();
                      });
                }),
            "mailboxes",
            ConfigFactory.load("ontogeny-actors"));
    try {
      system.tell("work");
      began.await();
      while (CountedMailbox.sizes(system.classicSystem()).get("h1") < 2) {
        Thread.onSpinWait(); // the last message is on its way
      }
      assertEquals(Map.of("h1", 2), CountedMailbox.sizes(system.classicSystem()));
    } finally {
      end.countDown();
      system.terminate();
    }
    ActorSystem<Void> other = ActorSystem.create(Behaviors.empty(), "other");
    assertEquals(Map.of(), CountedMailbox.sizes(other.classicSystem()));
    other.terminate();
  }
}
