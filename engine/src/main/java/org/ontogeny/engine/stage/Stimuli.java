package org.ontogeny.engine.stage;

import org.ontogeny.engine.execution.Program;

/**
 * Mini-batches to learn from, as a sequence that can be entered anywhere. Used by one thread at a
 * time.
 */
public interface Stimuli {

  /** The next mini-batch; waits for it where it has to come from somewhere. */
  Program.Stimulus draw();

  /** Makes the next one ready, so that it takes less time to show, as far as is known how. */
  default void lookAhead() {
    // the sequence is the same without
  }

  /** How many were drawn. */
  long drawn();

  /** Goes to a place in the sequence. */
  void seek(long drawn);

  /** How many make an epoch; {@link Long#MAX_VALUE} where there are none. */
  long perEpoch();
}
