package org.ontogeny.engine.stage;

import java.util.Optional;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;

/**
 * What does not change while a network develops.
 *
 * @param network its populations and projections
 * @param data examples to learn and to be tested on, and perhaps a second set
 * @param examples ensemble that data is clamped to, one mini-batch a phase
 * @param chains Markov chains
 * @param evaluation ensemble of its own for evaluation, with as many columns as are encoded at once
 * @param meanField how long mean-field updates go on
 * @param readout how encodings are classified
 * @param probes how other things are measured
 * @param birth what the network was born with, for controls that begin anew
 * @param seed of the run
 */
public record Setting(
    Network network,
    Dataset data,
    Ensemble examples,
    Ensemble chains,
    Ensemble evaluation,
    MeanField meanField,
    Readout readout,
    Probes probes,
    Birth birth,
    long seed) {

  /** Mini-batches of the training examples, from the first one. */
  public Stimuli batches() {
    return new Batches(data.train(), data.apart(), examples.columns(), seed);
  }

  /**
   * The same of the second set.
   *
   * @throws IllegalStateException if there is none
   * @throws IllegalArgumentException if it has fewer training examples than a mini-batch
   */
  public Stimuli transferBatches() {
    Dataset second =
        data.transfer().orElseThrow(() -> new IllegalStateException("there is no second set"));
    return new Batches(second.train(), second.apart(), examples.columns(), seed);
  }

  /** A second set, on which what develops on the first is tested too. */
  public Optional<Dataset> transfer() {
    return data.transfer();
  }

  /**
   * How long mean-field updates go on.
   *
   * @param passes at most so many, at least 1
   * @param tolerance a pass that changes no mean by more is the last; negative: make all passes
   * @param stale whether learning begins them from what the mini-batch before left behind, as the
   *     program behind Scholl 2018 did, and not from a pass upwards
   */
  public record MeanField(int passes, float tolerance, boolean stale) {

    /** One that begins with a pass upwards. */
    public MeanField(int passes, float tolerance) {
      this(passes, tolerance, false);
    }
  }
}
