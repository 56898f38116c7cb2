package org.ontogeny.engine.data;

import java.util.Objects;
import java.util.Optional;
import org.ontogeny.engine.random.Purpose;

/**
 * A data set ready for use: training and test examples of the same shape and classes.
 *
 * @param name such as {@code digits}
 * @param train what networks learn from
 * @param test held out
 * @param preprocessing what was done to the grey images
 * @param provenance where the grey images come from, those of a mixture and of {@code transfer} too
 * @param apart how many training examples, the last ones, are those of a {@link Mixture} of which
 *     every mini-batch has its share; 0: there is none, or it is shuffled among the others
 * @param transfer a second set of the same shape, classes and values, on which a network can go on
 */
public record Dataset(
    String name,
    Examples train,
    Examples test,
    Preprocessing preprocessing,
    Provenance provenance,
    int apart,
    Optional<Dataset> transfer) {

  private static final int MIXED = 2; // beside the splits 0 and 1, for the order of examples

  public Dataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(preprocessing, "preprocessing");
    Objects.requireNonNull(provenance, "provenance");
    if (train.width() != test.width()
        || train.height() != test.height()
        || train.classes() != test.classes()) {
      throw new IllegalArgumentException(name + ": training and test examples differ in shape");
    }
    if (apart < 0 || apart > train.size()) {
      throw new IllegalArgumentException(
          "%s: %d of %d training examples apart".formatted(name, apart, train.size()));
    }
    transfer.ifPresent(second -> train.requireAlike(second.train()));
  }

  /** One set alone. */
  public Dataset(
      String name,
      Examples train,
      Examples test,
      Preprocessing preprocessing,
      Provenance provenance) {
    this(name, train, test, preprocessing, provenance, 0, Optional.empty());
  }

  /**
   * The same with training examples of another set; test examples stay.
   *
   * @param mixture how they come among these
   * @param other of which all training examples are taken
   * @param seed of the order of both together
   * @throws IllegalArgumentException if the two differ in shape, classes or values
   */
  public Dataset mixed(Mixture mixture, Dataset other, long seed) {
    Examples both = train.and(other.train());
    boolean append = mixture.mix() == Mixture.Mix.APPEND;
    return new Dataset(
        name,
        append ? both.pick(Shuffle.permutation(Purpose.ORDER.key(seed, MIXED), both.size())) : both,
        test,
        preprocessing,
        provenance.and(
            "mixed in, %d of %s".formatted(other.train().size(), other.name()), other.provenance()),
        append ? 0 : other.train().size(),
        transfer);
  }

  /** The same with training labels that say nothing about their images. */
  public Dataset withRandomLabels(long seed) {
    return learning(RandomLabels.on(train, seed));
  }

  /**
   * The same with noise on the pixels of training examples.
   *
   * @param amount of binary pixels the probability to be inverted, of grey ones the standard
   *     deviation of what is added; 0 to 1
   */
  public Dataset withNoise(double amount, long seed) {
    return learning(PixelNoise.on(train, amount, seed));
  }

  private Dataset learning(Examples examples) {
    return new Dataset(name, examples, test, preprocessing, provenance, apart, transfer);
  }

  /**
   * The same with a second set beside it.
   *
   * @throws IllegalArgumentException if that differs in shape, classes or values
   */
  public Dataset then(Dataset second) {
    return new Dataset(
        name,
        train,
        test,
        preprocessing,
        provenance.and("transfer to " + second.name(), second.provenance()),
        apart,
        Optional.of(second));
  }

  /** Pixels of an example. */
  public int pixels() {
    return train.pixels();
  }

  public int width() {
    return train.width();
  }

  public int height() {
    return train.height();
  }

  /** Number of classes. */
  public int classes() {
    return train.classes();
  }
}
