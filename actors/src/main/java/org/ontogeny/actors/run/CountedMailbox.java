package org.ontogeny.actors.run;

import com.typesafe.config.Config;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.NodeMessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import scala.Option;

/** The usual mailbox of typed actors, which can be asked how many messages wait in it. */
public final class CountedMailbox implements MailboxType, ProducesMessageQueue<NodeMessageQueue> {

  /** What actors that are to have it are spawned with. */
  static final String CONFIG = "ontogeny.mailbox.counted";

  /** By system, those of its actors that use this mailbox, by their names. */
  private static final Map<ActorSystem, Map<String, MessageQueue>> QUEUES =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** As Pekko makes it. */
  public CountedMailbox(ActorSystem.Settings settings, Config config) {}

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    MessageQueue queue = new NodeMessageQueue();
    if (owner.isDefined() && system.isDefined()) {
      QUEUES
          .computeIfAbsent(system.get(), key -> new ConcurrentHashMap<>())
          .put(owner.get().path().name(), queue);
    }
    return queue;
  }

  /** How many messages wait for each actor of a system that has such a mailbox, by its name. */
  static Map<String, Integer> sizes(ActorSystem system) {
    Map<String, Integer> sizes = new TreeMap<>();
    QUEUES
        .getOrDefault(system, Map.of())
        .forEach((name, queue) -> sizes.put(name, queue.numberOfMessages()));
    return sizes;
  }
}
