package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;

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
      development
          .ask(
              Network.synapseGroups(projection),
              group -> new Request.Grow(development.step(), rule))
          .forEach(
              (group, reply) -> {
                Reply.Formed formed = (Reply.Formed) reply;
                if (!formed.births().isEmpty()) {
                  development.happened(
                      new Fact.SynapsesFormed(
                          group.owner(),
                          group,
                          rule.toString(),
                          rule.threshold(),
                          formed.births(),
                          formed.living()));
                }
              });
    }
  }
}
