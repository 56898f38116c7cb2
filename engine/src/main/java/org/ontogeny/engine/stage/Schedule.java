package org.ontogeny.engine.stage;

import org.ontogeny.engine.learning.Learning;

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
    this(updates, first, lastRate, new Epochs(0, RateList.TEXT, 0, 0, first.momentum()));
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

  /** Parameters of an update, counted from 0. */
  public Learning at(long update) {
    if (epochs.count() == 0) {
      double place = updates > 1 ? (double) update / (updates - 1) : 0;
      return parameters(place, first.momentum());
    }
    int epoch = 1 + (int) (update * epochs.count() / updates);
    int entry = epochs.list().entry(epoch, epochs.rates());
    double place = epochs.rates() > 1 ? (double) entry / (epochs.rates() - 1) : 0;
    return parameters(place, epoch <= epochs.early() ? first.momentum() : epochs.lateMomentum());
  }

  /**
   * The parameters at a place in the list of rates.
   *
   * @param place 0 for the first rate, 1 for the last
   */
  private Learning parameters(double place, float momentum) {
    double rate = first.rate() * StrictMath.pow(lastRate / first.rate(), place);
    return new Learning((float) rate, momentum, first.mode(), first.decay(), first.maxNorm());
  }
}
