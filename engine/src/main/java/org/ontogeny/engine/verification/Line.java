package org.ontogeny.engine.verification;

import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Cut;

/**
 * One decision of a whole layer, which its groups tell one after another: they tell of one line,
 * and where it was drawn by a count, no more died than that, and the last of them lies on the line.
 */
final class Line {

  private final Findings findings;
  private Event first; // fact of the decision; null between decisions
  private Event last;
  private Cut cut;
  private int most; // deaths that the count allows; -1 for a percentile
  private long deaths;
  private double worst; // the largest importance of a death
  private long worstTie; // the largest tie number among those

  Line(Findings findings) {
    this.findings = findings;
  }

  /** A group tells its deaths by a line. */
  void begin(Event event, Fact.SynapsesPruned fact, Selection selection, Cut own) {
    if (first == null || !continues((Fact.SynapsesPruned) last.fact(), event, fact)) {
      close();
      first = event;
      cut = own;
      most = selection.layer().orElseThrow() instanceof Count count ? count.synapses() : -1;
      deaths = 0;
      worst = Double.NEGATIVE_INFINITY;
    } else if (!own.equals(cut)) {
      findings.add(
          "group " + fact.group(),
          "the line of its layer at event " + first.seq() + ": " + cut,
          own);
    }
    last = event;
  }

  private boolean continues(Fact.SynapsesPruned before, Event event, Fact.SynapsesPruned fact) {
    return last.step() == event.step()
        && last.stage().equals(event.stage())
        && before.projection().equals(fact.projection())
        && before.rule().equals(fact.rule())
        && before.selection().equals(fact.selection())
        && before.group().from() < fact.group().from();
  }

  /** One of those deaths. */
  void take(double importance, long tie) {
    deaths++;
    if (importance > worst || (importance == worst && tie > worstTie)) {
      worst = importance;
      worstTie = tie;
    }
  }

  /** No group of the decision is left. */
  void close() {
    if (first == null) {
      return;
    }
    String where = "layer " + ((Fact.SynapsesPruned) first.fact()).projection();
    if (most >= 0 && deaths > most) {
      findings.addAt(last.seq(), where, "at most " + most + " deaths", deaths);
    }
    Cut reached = new Cut(worst, worstTie);
    if (most >= 0 && deaths > 0 && !reached.equals(cut)) {
      findings.addAt(last.seq(), where, "the line through the last death, " + reached, cut);
    }
    first = null;
  }
}
