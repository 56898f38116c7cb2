package org.ontogeny.engine.verification;

import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Network;

/**
 * The order of a journal: it begins with the start of the run and the initial synapses, sequence
 * numbers have no gap, steps never fall; and totals that facts carry are those of the masks.
 */
final class Order {

  private final long seed;
  private final long neurons;
  private final Findings findings;
  private Fact.RunStarted started;
  private boolean born; // whether the initial synapses are complete
  private long seq;
  private long step;

  Order(Network network, long seed, Findings findings) {
    this.seed = seed;
    this.neurons = network.populations().stream().mapToLong(p -> p.neurons()).sum();
    this.findings = findings;
  }

  /** Sequence number of the last event; 0 before the first. */
  long seq() {
    return seq;
  }

  /** An event comes, and is not applied yet. */
  void before(Event event, Masks masks) {
    if (event.seq() != seq + 1) {
      findings.add("journal", "sequence number " + (seq + 1), event.seq());
    }
    if (event.step() < step) {
      findings.add("journal", "a step of at least " + step, event.step());
    }
    seq = event.seq();
    step = event.step();
    if (event.fact() instanceof Fact.RunStarted start) {
      start(start);
    } else if (started == null) {
      findings.add("journal", "run-started as the first event", event.fact().kind());
      started = new Fact.RunStarted("", seed, 0, neurons);
    } else {
      initial(event, masks);
    }
  }

  private void start(Fact.RunStarted start) {
    if (started != null) {
      findings.add("journal", "one run-started", "another");
      return;
    }
    started = start;
    if (start.seed() != seed) {
      findings.add("journal", "the seed " + seed, start.seed());
    }
    if (start.neurons() != neurons) {
      findings.add("journal", neurons + " neurons at the start", start.neurons());
    }
  }

  private void initial(Event event, Masks masks) {
    boolean more =
        event.fact() instanceof Fact.SynapsesFormed formed
            && formed.rule().equals(Fact.SynapsesFormed.INITIAL);
    if (more && born) {
      findings.add("journal", "initial synapses right after run-started", "some here");
    } else if (!more && !born) {
      born = true;
      require("initial synapses", started.synapses(), neurons, masks);
    }
  }

  /** An event has been applied. */
  void after(Event event, Masks masks) {
    if (event.fact() instanceof Fact.RunEnded ended) {
      require("run-ended", ended.synapses(), ended.neurons(), masks);
    } else if (event.fact() instanceof Fact.Branched branched) {
      require("branched", branched.synapses(), branched.neurons(), masks);
    } else if (event.fact() instanceof Fact.Snapshot snapshot) {
      require("snapshot", snapshot.synapses(), snapshot.neurons(), masks);
    } else if (event.fact() instanceof Fact.Evaluated evaluated) {
      require("evaluated", evaluated.synapses(), evaluated.neurons(), masks);
    }
  }

  private void require(String where, long synapses, long alive, Masks masks) {
    if (synapses != masks.synapses() || alive != masks.neurons()) {
      findings.add(
          where,
          Words.of(masks.synapses(), masks.neurons()) + " alive as replayed",
          Words.of(synapses, alive));
    }
  }
}
