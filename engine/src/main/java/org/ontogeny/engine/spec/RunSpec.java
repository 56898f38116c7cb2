package org.ontogeny.engine.spec;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ontogeny.engine.data.DataDirectory;
import org.ontogeny.engine.data.DataException;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.data.Mixture;
import org.ontogeny.engine.data.Values;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GradientNetwork;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.stage.Anew;
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
   * @param values which states they have
   * @param train number of training examples, 0 for all
   * @param test number of test examples, 0 for all
   * @param seed of drawing, of the order, of noise and of random labels
   * @param mixture training examples of another set among them
   * @param randomLabels whether training labels say nothing
   * @param noise on training pixels, 0 to 1; 0: none
   * @param transfer name of a second set of the same side, values, limits and seed; it has neither
   *     mixture nor noise, and its own labels
   */
  public record Data(
      String set,
      int side,
      Values values,
      int train,
      int test,
      long seed,
      Optional<Mixture> mixture,
      boolean randomLabels,
      double noise,
      Optional<String> transfer) {

    /** Binary states of one set as it is. */
    public Data(String set, int side, int train, int test, long seed) {
      this(
          set,
          side,
          Values.BINARY,
          train,
          test,
          seed,
          Optional.empty(),
          false,
          0,
          Optional.empty());
    }

    /**
     * The examples, ready for use.
     *
     * @param directory holds the folders of sets
     * @throws DataException if they cannot be had
     */
    public Dataset load(Optional<DataDirectory> directory) {
      Dataset main = load(set, train, test, directory);
      Dataset mixed =
          mixture
              .map(other -> about("data.mixture", () -> mix(main, other, directory)))
              .orElse(main);
      Dataset labelled = randomLabels ? mixed.withRandomLabels(seed) : mixed;
      Dataset noisy = noise > 0 ? labelled.withNoise(noise, seed) : labelled;
      return transfer
          .map(name -> about("data.transfer", () -> noisy.then(load(name, train, test, directory))))
          .orElse(noisy);
    }

    private Dataset mix(Dataset main, Mixture other, Optional<DataDirectory> directory) {
      int count = other.count(main.train().size());
      int unused = 1; // held-out examples of the other set
      return main.mixed(other, load(other.set(), count, unused, directory), seed);
    }

    private Dataset load(String name, int most, int heldOut, Optional<DataDirectory> directory) {
      return Datasets.loadFrom(name, side, values, most, heldOut, seed, directory);
    }

    /** The key behind a set that is not the main one, whatever is wrong with that set. */
    private static Dataset about(String key, Supplier<Dataset> made) {
      try {
        return made.get();
      } catch (DataException | IllegalArgumentException e) {
        throw new DataException(key + ": " + e.getMessage(), e);
      }
    }
  }

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

  /** An output answers with a neuron for each class. */
  private void requireAnswers(Dataset dataset) {
    if (network.graded()) {
      Population output = new GradientNetwork(network).output();
      if (output.neurons() != dataset.classes()) {
        throw new SpecException(
            "network: expected %d neurons in the output %s, one for each class of %s, got %d"
                .formatted(dataset.classes(), output.name(), dataset.name(), output.neurons()));
      }
    }
  }

  private boolean learnsFromTransfer() {
    return experiment.stages().stream()
        .anyMatch(stage -> stage instanceof Anew a && a.examples() == Anew.Examples.TRANSFER);
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
    requireAnswers(dataset);
    try {
      Setting setting =
          new Setting(
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
      setting.batches(); // says so here where mini-batches cannot be made of a mixture
      if (learnsFromTransfer()) {
        setting.transferBatches(); // or of a small second set
      }
      return setting;
    } catch (IllegalArgumentException e) {
      throw new SpecException(e.getMessage(), e);
    }
  }
}
