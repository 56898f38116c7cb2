package org.ontogeny.actors.run;

import java.util.List;
import java.util.function.Function;
import org.ontogeny.actors.stream.LiveActivity;
import org.ontogeny.actors.stream.Observation;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Fences;

/**
 * Reads at fences what a network does, if somebody listens, and tells it. Groups tell copies of
 * their states, as for a checkpoint, so that nothing comes out differently for it.
 */
final class Observer implements Fences {

  /** A run looks at itself for a twentieth of its time at most, however large it is. */
  private static final long REST = 19;

  private final LiveActivity activity;
  private final Fences next;
  private long resting = System.nanoTime(); // until then, of System.nanoTime

  /**
   * Watches on behalf of an activity.
   *
   * @param next is told of every fence behind it
   */
  Observer(LiveActivity activity, Fences next) {
    this.activity = activity;
    this.next = next;
  }

  @Override
  public void reached(Development development) {
    long began = System.nanoTime();
    if (activity.wanted() && began - resting >= 0) {
      activity.tell(observe(development));
      long now = System.nanoTime();
      resting = now + REST * (now - began);
    }
    next.reached(development);
  }

  @Override
  public void snapshot(Fact.Snapshot snapshot, Development development) {
    next.snapshot(snapshot, development);
  }

  /** What the network does at this fence; one that learns by error has no chains to tell of. */
  static Observation observe(Development development) {
    Network network = development.network();
    List<NeuronGroupState> neurons =
        copies(development, network.neuronGroups(), NeuronGroupState.class::cast);
    int chains = development.setting().chains().number();
    List<Population> inChains = network.graded() ? List.of() : network.populations();
    return new Observation(
        development.step(),
        development.stage(),
        inChains.stream().map(population -> Sample.activity(population, neurons, chains)).toList(),
        network.projections().stream()
            .filter(projection -> projection.pre().visible())
            .flatMap(projection -> fields(development, projection, neurons).stream())
            .toList());
  }

  private static List<Observation.Field> fields(
      Development development, Projection projection, List<NeuronGroupState> neurons) {
    int[] posts = Sample.hearers(projection.post(), neurons);
    List<GroupId> asked =
        Network.synapseGroups(projection).stream()
            .filter(group -> Sample.hasAny(group, posts))
            .toList();
    return copies(development, asked, SynapseGroupState.class::cast).stream()
        .flatMap(group -> Sample.fields(group, posts).stream())
        .toList();
  }

  private static <T> List<T> copies(
      Development development, List<GroupId> groups, Function<GroupState, T> kind) {
    return development.ask(groups, group -> new Request.Copy()).values().stream()
        .map(reply -> kind.apply(((Reply.Copied) reply).state()))
        .toList();
  }
}
