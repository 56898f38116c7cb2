package org.ontogeny.engine.stage;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.SynapseSelection;

/**
 * A fence at which synapses die, and then the neurons that are left without any. It carries the
 * question and writes down the answers; who dies is decided by the groups.
 *
 * @param rule that synapses follow
 * @param cascade which neurons die for want of synapses
 */
record Pruning(PruningRule rule, Cascade cascade) {

  Pruning(PruningRule rule, DeadEnds ends, boolean fixedPoint) {
    this(rule, new Cascade(ends, fixedPoint));
  }

  /** Lets the synapses of these projections follow the rule, and buries dead ends. */
  void run(Development development, List<Projection> projections) {
    projections.forEach(projection -> prune(development, projection));
    cascade.run(development);
  }

  /** Lets the synapses of a projection follow the rule; dead ends stay. */
  void prune(Development development, Projection projection) {
    List<GroupId> groups = Network.synapseGroups(projection);
    Cut cut = rule.layer().isPresent() ? cut(development, groups) : Cut.NONE;
    if (rule.layer().isPresent() && cut.equals(Cut.NONE)) {
      return;
    }
    double threshold = rule.local().map(SynapseSelection::threshold).orElse(cut.threshold());
    OptionalLong tie = rule.layer().isPresent() ? OptionalLong.of(cut.tie()) : OptionalLong.empty();
    development
        .ask(groups, group -> new Request.Prune(development.step(), rule, cut))
        .forEach(
            (group, reply) -> {
              Reply.Died died = (Reply.Died) reply;
              if (!died.deaths().isEmpty()) {
                development.happened(
                    new Fact.SynapsesPruned(
                        group.owner(),
                        group,
                        rule.criterion().toString(),
                        rule.selection(),
                        threshold,
                        tie,
                        died.deaths(),
                        died.living()));
              }
            });
  }

  /** The line through a whole projection. */
  private Cut cut(Development development, List<GroupId> groups) {
    if (rule.layer().orElseThrow() instanceof Count count && count.synapses() == 0) {
      return Cut.NONE;
    }
    List<Reply.Importances> told =
        development
            .ask(groups, group -> new Request.Judge(development.step(), rule))
            .values()
            .stream()
            .map(Reply.Importances.class::cast)
            .toList();
    return rule.layer()
        .orElseThrow()
        .cut(
            told.stream().flatMapToDouble(t -> DoubleStream.of(t.importance())).toArray(),
            told.stream().flatMapToLong(t -> LongStream.of(t.tie())).toArray());
  }
}
