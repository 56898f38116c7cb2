package org.ontogeny.engine.spec;

import java.util.List;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.stage.Birth;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Probes;
import org.ontogeny.engine.stage.Readout;
import org.ontogeny.engine.stage.Setting;
import org.ontogeny.kernel.backend.Backends;
import org.ontogeny.kernel.backend.Choice;

/**
 * Everything that a run depends on, besides the arithmetic.
 *
 * @param description one line for a list of experiments
 * @param seed of all random numbers but those of the data
 * @param backend asked for: one of {@link Backends#NAMES}
 * @param data which examples
 * @param network populations and projections
 * @param birth the state that the network is born with
 * @param examples ensemble that data is clamped to
 * @param chains ensemble of Markov chains
 * @param evaluation ensemble for evaluation
 * @param meanField how long mean-field updates go on
 * @param readout how encodings are classified
 * @param probes how other things are measured
 * @param experiment stages in order
 * @param claims what it is expected to show
 * @param resolved the specification with every value made explicit, as HOCON
 */
public record RunSpec(
    String description,
    long seed,
    String backend,
    Data data,
    Network network,
    Birth birth,
    Ensemble examples,
    Ensemble chains,
    Ensemble evaluation,
    Setting.MeanField meanField,
    Readout readout,
    Probes probes,
    Experiment experiment,
    List<Claim> claims,
    String resolved) {

  /**
   * Which examples.
   *
   * @param set name of the data set
   * @param side pixels of width and height after cropping
   * @param train number of training examples, 0 for all
   * @param test number of test examples, 0 for all
   * @param seed of drawing and of the order
   */
  public record Data(String set, int side, int train, int test, long seed) {}

  /**
   * The backend that it asks for, ready to compute.
   *
   * @throws SpecException if it cannot be had on this machine
   */
  public Choice choice() {
    try {
      return Backends.choose(backend);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new SpecException("backend: " + e.getMessage(), e);
    }
  }

  /**
   * What does not change while the network develops.
   *
   * @param dataset that the specification asks for
   * @throws SpecException if it asks for more than there are
   */
  public Setting setting(Dataset dataset) {
    if (examples.columns() > dataset.train().size()) {
      throw new SpecException(
          "ensembles.examples.columns: expected at most the %d training examples, got %d"
              .formatted(dataset.train().size(), examples.columns()));
    }
    try {
      return new Setting(
          network,
          dataset,
          examples,
          chains,
          evaluation,
          meanField,
          readout.of(dataset),
          probes,
          birth,
          seed);
    } catch (IllegalArgumentException e) {
      throw new SpecException(e.getMessage(), e);
    }
  }
}
