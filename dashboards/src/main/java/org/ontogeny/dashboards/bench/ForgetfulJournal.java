package org.ontogeny.dashboards.bench;

import org.ontogeny.actors.journal.DurableJournal;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/**
 * A journal that keeps nothing but counts: what a run would cost if it left no record. The counts
 * say what the run that it is compared with had to record, since both do the same.
 */
final class ForgetfulJournal implements DurableJournal {

  private long births;
  private long deaths;
  private long bothFences;
  private boolean born; // since the last fence
  private boolean died;

  @Override
  public void append(Event event) {
    if (event.fact() instanceof Fact.SynapsesFormed formed
        && !formed.rule().equals(Fact.SynapsesFormed.INITIAL)) {
      births += formed.births().size();
      born = true;
    } else if (event.fact() instanceof Fact.SynapsesPruned pruned) {
      deaths += pruned.deaths().size();
      died = true;
    }
  }

  @Override
  public void fence() {
    if (born && died) {
      bothFences++;
    }
    born = false;
    died = false;
  }

  /** Synapses that formed after the birth of the network. */
  long births() {
    return births;
  }

  /** Synapses that died. */
  long deaths() {
    return deaths;
  }

  /** Fences at which some formed and others died. */
  long bothFences() {
    return bothFences;
  }

  @Override
  public void flush() {
    // there is nothing to wait for
  }

  @Override
  public void close() {
    // there is nothing to close
  }
}
