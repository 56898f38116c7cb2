package org.ontogeny.engine.stage;

import org.ontogeny.engine.learning.Adam;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.learning.Optimiser;

/**
 * Learning parameters over the updates of a stage.
 *
 * @param updates how many, at least 0
 * @param first parameters of the first update
 * @param lastRate rate of the last; between them the rates are spaced evenly in the logarithm
 *     (Scholl 2018, section 3.2.2, there by epoch)
 * @param epochs parts in which parameters stay as they are
 */
public record Schedule(long updates, Learning first, float lastRate, Epochs epochs) {

  public Schedule {
    if (updates < 0 || !(lastRate > 0)) {
      throw new IllegalArgumentException(
          "a schedule needs updates >= 0 and a last rate > 0, got %d and %s"
              .formatted(updates, lastRate));
    }
  }

  /** One whose rate moves with every update. */
  public Schedule(long updates, Learning first, float lastRate) {
    this(updates, first, lastRate, new Epochs(0, RateList.TEXT, 0, 0, share(first)));
  }

  /**
   * Equal parts of a schedule in which rate and momentum are constant.
   *
   * @param count how many; 0 where the rate moves with every update
   * @param list which of the rates an epoch has
   * @param rates length of the list of rates, of which a short stage uses the head only
   * @param early first epochs, which have the momentum of the first update
   * @param lateMomentum of the epochs after those, 0 to below 1
   */
  public record Epochs(int count, RateList list, int rates, int early, float lateMomentum) {

    public Epochs {
      if (count < 0 || early < 0 || rates < Math.min(1, count)) {
        throw new IllegalArgumentException(
            "epochs %d and early-epochs %d must be at least 0, rates %d at least 1 where there are epochs"
                .formatted(count, early, rates));
      }
      if (!(lateMomentum >= 0 && lateMomentum < 1)) {
        throw new IllegalArgumentException(
            "late momentum must be at least 0 and below 1, got " + lateMomentum);
      }
    }
  }

  private static float share(Learning learning) {
    return learning.optimiser() instanceof Momentum momentum ? momentum.share() : 0;
  }

  /** Parameters of an update, counted from 0, where learning begins with the first one. */
  public Learning at(long update) {
    return at(update, 0);
  }

  /**
   * Parameters of an update.
   *
   * @param update counted from 0
   * @param before updates since learning began that came before the first one
   */
  public Learning at(long update, long before) {
    double rate = first.rate() * StrictMath.pow(lastRate / first.rate(), place(update));
    return new Learning(
        (float) rate, optimiser(update, before + update + 1), first.decay(), first.maxNorm());
  }

  /** Place in the list of rates, 0 for the first rate, 1 for the last. */
  private double place(long update) {
    if (epochs.count() == 0) {
      return updates > 1 ? (double) update / (updates - 1) : 0;
    }
    int entry = epochs.list().entry(epoch(update), epochs.rates());
    return epochs.rates() > 1 ? (double) entry / (epochs.rates() - 1) : 0;
  }

  private int epoch(long update) {
    return 1 + (int) (update * epochs.count() / updates);
  }

  private Optimiser optimiser(long update, long number) {
    if (first.optimiser() instanceof Adam adam) {
      return adam.at(number);
    }
    Momentum momentum = (Momentum) first.optimiser();
    boolean late = epochs.count() > 0 && epoch(update) > epochs.early();
    return late ? new Momentum(epochs.lateMomentum(), momentum.mode()) : momentum;
  }
}
