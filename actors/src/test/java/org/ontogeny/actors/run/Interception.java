package org.ontogeny.actors.run;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.ontogeny.actors.group.GroupHost;

/** Lets through to a host only what a predicate accepts. */
final class Interception extends BehaviorInterceptor<GroupHost.Command, GroupHost.Command> {

  private final BiPredicate<ActorRef<GroupHost.Command>, GroupHost.Command> accepted;

  private Interception(BiPredicate<ActorRef<GroupHost.Command>, GroupHost.Command> accepted) {
    super(GroupHost.Command.class);
    this.accepted = accepted;
  }

  static UnaryOperator<Behavior<GroupHost.Command>> of(Predicate<GroupHost.Command> accepted) {
    return of((host, command) -> accepted.test(command));
  }

  /** The predicate is told the host too, and runs in its thread. */
  static UnaryOperator<Behavior<GroupHost.Command>> of(
      BiPredicate<ActorRef<GroupHost.Command>, GroupHost.Command> accepted) {
    return host -> Behaviors.intercept(() -> new Interception(accepted), host);
  }

  @Override
  public Behavior<GroupHost.Command> aroundReceive(
      TypedActorContext<GroupHost.Command> context,
      GroupHost.Command message,
      ReceiveTarget<GroupHost.Command> target) {
    return accepted.test(context.asJava().getSelf(), message)
        ? target.apply(context, message)
        : Behaviors.same();
  }
}
