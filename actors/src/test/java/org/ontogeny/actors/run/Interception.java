package org.ontogeny.actors.run;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.ontogeny.actors.group.GroupHost;

/** Lets through to a host only what a predicate accepts. */
final class Interception extends BehaviorInterceptor<GroupHost.Command, GroupHost.Command> {

  private final Predicate<GroupHost.Command> accepted;

  private Interception(Predicate<GroupHost.Command> accepted) {
    super(GroupHost.Command.class);
    this.accepted = accepted;
  }

  static UnaryOperator<Behavior<GroupHost.Command>> of(Predicate<GroupHost.Command> accepted) {
    return host -> Behaviors.intercept(() -> new Interception(accepted), host);
  }

  @Override
  public Behavior<GroupHost.Command> aroundReceive(
      TypedActorContext<GroupHost.Command> context,
      GroupHost.Command message,
      ReceiveTarget<GroupHost.Command> target) {
    return accepted.test(message) ? target.apply(context, message) : Behaviors.same();
  }
}
