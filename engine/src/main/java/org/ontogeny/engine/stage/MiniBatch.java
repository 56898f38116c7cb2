package org.ontogeny.engine.stage;

import java.util.Arrays;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.kernel.Batch;

/**
 * Some examples as columns.
 *
 * @param chosen which, in this order; they may repeat
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes it
record MiniBatch(Examples examples, int[] chosen) implements Program.Stimulus {

  @Override
  public Batch columns(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
    int[] some = Arrays.copyOfRange(chosen, fromColumn, toColumn);
    return examples.columns(some, fromNeuron, toNeuron);
  }

  @Override
  public Batch targets(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
    int[] some = Arrays.copyOfRange(chosen, fromColumn, toColumn);
    return examples.targets(some, fromNeuron, toNeuron);
  }
}
