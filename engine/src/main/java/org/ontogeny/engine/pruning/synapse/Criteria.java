package org.ontogeny.engine.pruning.synapse;

import java.util.Locale;
import org.ontogeny.engine.statistic.SynapseView;

/** The criteria that come with the engine. */
public enum Criteria implements Criterion {

  /**
   * Fisher information of the weight in variance form: {@code <vh>(1 - <vh>) n/(n-1)}, the unbiased
   * variance of the product of the two ends (Scholl 2018, equation 2.16). Exactly 0 if the two were
   * never, or always, active together.
   */
  FISHER {
    @Override
    public double importance(SynapseView synapse) {
      long n = synapse.samples();
      long together = synapse.together();
      return (double) together * (n - together) / ((double) n * (n - 1));
    }
  },

  /**
   * Fisher information upside down: what is missing to the largest possible value {@code n / (4(n -
   * 1))}. A control that removes the most informative synapses first.
   */
  ANTI_FISHER {
    @Override
    public double importance(SynapseView synapse) {
      long n = synapse.samples();
      long apart = n - 2 * synapse.together();
      return (double) apart * apart / (4.0 * n * (n - 1));
    }
  },

  /**
   * Fisher information estimated from rates, without coincidences: {@code q (1 - q)} with {@code q
   * = <h> sigmoid(logit(<v>) + w (1 - <h>))}, what mean field makes of {@code <vh>} (Scholl 2018,
   * equation 3.1 and appendix A). At {@code <v> = 0} q is 0 and at {@code <v> = 1} it is {@code
   * <h>}: the limits of the formula.
   */
  FISHER_FROM_RATES {
    @Override
    public double importance(SynapseView synapse) {
      double together = togetherFromRates(synapse);
      return together * (1 - together);
    }
  },

  /**
   * Fisher information times the squared weight: the saliency of a weight if the diagonal of the
   * Fisher matrix stands for the Hessian (LeCun, Denker and Solla 1990, optimal brain damage; the
   * default of the program behind Scholl's later paper).
   */
  SALIENCY {
    @Override
    public double importance(SynapseView synapse) {
      return FISHER.importance(synapse) * synapse.weight() * synapse.weight();
    }
  },

  /** Size of the true covariance of the two ends, {@code |<vh> - <v><h>|}. */
  COVARIANCE {
    @Override
    public double importance(SynapseView synapse) {
      long n = synapse.samples();
      return Math.abs(
          (double) (synapse.together() * n - synapse.preActive() * synapse.postActive())
              / ((double) n * n));
    }
  },

  /** Size of the weight, {@code |w|}. */
  MAGNITUDE {
    @Override
    public double importance(SynapseView synapse) {
      return Math.abs(synapse.weight());
    }

    @Override
    public boolean looksAtActivity() {
      return false;
    }
  },

  /** The synapse's own random number: no information at all, the control of all others. */
  RANDOM {
    @Override
    public double importance(SynapseView synapse) {
      return synapse.draw();
    }

    @Override
    public boolean looksAtActivity() {
      return false;
    }
  };

  private static double togetherFromRates(SynapseView synapse) {
    double post = (double) synapse.postActive() / synapse.samples();
    if (synapse.preActive() == 0 || synapse.preActive() == synapse.samples()) {
      return synapse.preActive() == 0 ? 0 : post;
    }
    double odds = (double) synapse.preActive() / (synapse.samples() - synapse.preActive());
    double logit = StrictMath.log(odds) + synapse.weight() * (1 - post);
    return post / (1 + StrictMath.exp(-logit));
  }

  /** The name in specifications and events: lower case with hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
