package org.ontogeny.engine.verification;

import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;

/**
 * The same journal backward, from the state that a checkpoint or the end of the run holds: deaths
 * bring synapses back and births take them away. At the chosen steps the masks must be those of the
 * replay forward, and before the first event there is no synapse.
 *
 * <p>At a branch the way back leads to the fence that the network came from. What happened in
 * between belongs to another course and is passed over: go back over it from a checkpoint of its
 * own.
 */
public final class Rewind {

  private final Masks masks;
  private final Samples samples;
  private final Findings findings;
  private long next; // seq of the event that is undone next
  private long resume = Long.MAX_VALUE; // events after this one belong to another course

  Rewind(Masks masks, long seq, Samples samples, Findings findings) {
    this.masks = masks;
    this.samples = samples;
    this.findings = findings;
    this.next = seq;
  }

  /**
   * Undoes an event.
   *
   * @throws IllegalArgumentException if it is not the one before the event undone last
   */
  public void undo(Event event) {
    if (event.seq() != next) {
      throw new IllegalArgumentException("expected event " + next + ", got " + event.seq());
    }
    next--;
    if (event.seq() > resume) {
      return;
    }
    findings.at(event.seq());
    compare(event);
    if (event.fact() instanceof Fact.Structural fact) {
      undo(fact);
    } else if (event.fact() instanceof Fact.NeuronsDied died) {
      raise(died);
    } else if (event.fact() instanceof Fact.Branched branched) {
      resume = branched.fence();
    } else if (event.fact() instanceof Fact.RunStarted) {
      requireUnborn();
    }
  }

  private void compare(Event event) {
    Samples.Sample sample = samples.meet(event.seq());
    if (sample != null) {
      Masks.Bits bits = masks.bits();
      if (!bits.equals(sample.bits())) {
        findings.add("masks replayed backward", sample.bits(), bits);
      }
    }
  }

  private void undo(Fact.Structural fact) {
    Mask mask = masks.synapses(fact.projection());
    if (mask == null) {
      return; // found forward
    }
    boolean birth = fact instanceof Fact.SynapsesFormed;
    for (Fate fate : fact.fates()) {
      boolean within = mask.isWithin(fate.pre(), fate.post());
      if (!within || mask.isAlive(fate.pre(), fate.post()) != birth) {
        findings.add(
            fact.projection(),
            fate,
            "it, backward, " + (birth ? "alive after its birth" : "dead after its death"),
            within ? "the contrary" : "no such synapse");
      } else if (birth) {
        mask.kill(fate.pre(), fate.post());
      } else {
        mask.bear(fate.pre(), fate.post(), 0); // backward nobody asks for ages
      }
    }
  }

  private void raise(Fact.NeuronsDied died) {
    if (masks.neurons(died.population()) == null) {
      return; // found forward
    }
    for (int neuron : died.neurons()) {
      if (neuron < 0 || masks.neurons(died.population()).get(neuron)) {
        findings.add(
            "neuron " + died.population() + "[" + neuron + "]",
            "it, backward, dead after its death",
            "the contrary");
      } else {
        masks.neurons(died.population()).set(neuron);
      }
    }
  }

  private void requireUnborn() {
    Masks.Bits bits = masks.bits();
    if (bits.living().stream().anyMatch(living -> living.synapses() != 0)) {
      findings.add("masks replayed backward", "no synapse before the first event", bits.living());
    }
  }
}
