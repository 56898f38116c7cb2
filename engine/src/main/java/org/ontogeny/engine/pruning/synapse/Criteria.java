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
  },

  /** The synapse's own random number: no information at all, the control of all others. */
  RANDOM {
    @Override
    public double importance(SynapseView synapse) {
      return synapse.draw();
    }
  };

  /** The name in specifications and events: lower case with hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
