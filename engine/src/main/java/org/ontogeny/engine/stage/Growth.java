package org.ontogeny.engine.stage;

import java.util.List;
import java.util.OptionalLong;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.SiteRule;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.statistic.Smallest;

/**
 * A fence at which synapses form. It carries the question and writes down the answers; where they
 * form is decided by the groups.
 *
 * @param rule that free sites follow
 */
record Growth(GrowthRule rule) {

  /** Lets the free sites of these projections follow the rule. */
  void run(Development development, List<Projection> projections) {
    for (Projection projection : projections) {
      List<GroupId> groups = Network.synapseGroups(projection);
      if (rule instanceof LayerRandom layer) {
        OptionalLong line = line(development, groups, layer);
        if (line.isPresent()) {
          grow(development, groups, line.getAsLong(), LayerRandom.draw(line.getAsLong()));
        }
      } else {
        grow(development, groups, 0, ((SiteRule) rule).threshold());
      }
    }
  }

  /** The largest lot of a layer that wins; empty where nothing forms. */
  private static OptionalLong line(
      Development development, List<GroupId> groups, LayerRandom layer) {
    if (layer.synapses() == 0) {
      return OptionalLong.empty();
    }
    Smallest winners = new Smallest(layer.synapses());
    for (Reply reply :
        development
            .ask(groups, group -> new Request.DrawLots(development.step(), layer))
            .values()) {
      for (long lot : ((Reply.Lots) reply).lot()) {
        winners.offer(0, lot, 0);
      }
    }
    return winners.size() == 0 ? OptionalLong.empty() : OptionalLong.of(winners.largestTie());
  }

  private void grow(Development development, List<GroupId> groups, long line, double threshold) {
    development
        .ask(groups, group -> new Request.Grow(development.step(), rule, line))
        .forEach(
            (group, reply) -> {
              Reply.Formed formed = (Reply.Formed) reply;
              if (!formed.births().isEmpty()) {
                development.happened(
                    new Fact.SynapsesFormed(
                        group.owner(),
                        group,
                        rule.toString(),
                        threshold,
                        formed.births(),
                        formed.living()));
              }
            });
  }
}
