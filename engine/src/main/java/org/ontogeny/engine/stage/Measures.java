package org.ontogeny.engine.stage;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** What can be measured besides accuracies. Each tells its numbers as events. */
public enum Measures {
  /** How many synapses and neurons live, by projection and population. */
  COUNTS(false) {
    @Override
    void take(Development development) {
      Counts.tell(development);
    }
  },
  /** How active populations were in the window. */
  ACTIVITY(true) {
    @Override
    void take(Development development) {
      Window.activity(development);
    }
  },
  /** The diagonal of the Fisher information matrix, from the counts of the window. */
  FISHER(true) {
    @Override
    void take(Development development) {
      Window.fisher(development);
    }
  },
  /** How far the machine's own idea of an example is from it. */
  RECONSTRUCTION(false) {
    @Override
    void take(Development development) {
      Reconstruction.tell(development);
    }
  },
  /** How much the fantasies of the chains look like examples. */
  FANTASIES(false) {
    @Override
    void take(Development development) {
      FantasyQuality.tell(development);
    }
  },
  /** The logarithm of the probability of held-out examples. */
  LIKELIHOOD(false) {
    @Override
    void take(Development development) {
      ExampleLikelihood.tell(development);
    }
  };

  private final boolean readsWindow;

  Measures(boolean readsWindow) {
    this.readsWindow = readsWindow;
  }

  /** Whether only a Boltzmann machine has it. */
  public boolean ofMachines() {
    return this == RECONSTRUCTION || this == FANTASIES || this == LIKELIHOOD;
  }

  /** Measures, and tells what came out. */
  abstract void take(Development development);

  /** Whether any of them needs a window of statistics. */
  static boolean readWindow(Set<Measures> measures) {
    return measures.stream().anyMatch(measure -> measure.readsWindow);
  }

  /** Takes those that read a window, right after it. */
  static void window(Development development, Set<Measures> measures) {
    of(measures).filter(measure -> measure.readsWindow).forEach(m -> m.take(development));
  }

  /** Takes those that only look, in which no step passes. */
  static void look(Development development, Set<Measures> measures) {
    of(measures).filter(measure -> !measure.readsWindow).forEach(m -> m.take(development));
  }

  private static Stream<Measures> of(Set<Measures> measures) {
    return Arrays.stream(values()).filter(measures::contains);
  }
}
