package org.ontogeny.engine.verification;

import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.statistic.SynapseView;
import org.ontogeny.kernel.Key;

/**
 * A synapse as the journal remembers it, for rules that look at one: weight and age as recorded,
 * the draw made anew. Its counts are not in the journal.
 */
final class Testimony implements SynapseView {

  private final Key draws;
  private Fate fate;
  private float draw;

  Testimony(Key draws) {
    this.draws = draws;
  }

  void look(Fate next) {
    fate = next;
    draw = Float.NaN;
  }

  /** The draw if a rule has asked for it, else NaN: what belongs into the record. */
  float drawn() {
    return draw;
  }

  @Override
  public float weight() {
    return fate.weight();
  }

  @Override
  public long age() {
    return fate.age();
  }

  @Override
  public float draw() {
    if (Float.isNaN(draw)) {
      draw = draws.uniform(fate.pre(), fate.post());
    }
    return draw;
  }

  @Override
  public long samples() {
    throw notRecorded();
  }

  @Override
  public long preActive() {
    throw notRecorded();
  }

  @Override
  public long postActive() {
    throw notRecorded();
  }

  @Override
  public long together() {
    throw notRecorded();
  }

  private static UnsupportedOperationException notRecorded() {
    return new UnsupportedOperationException("counts are not in the journal");
  }
}
