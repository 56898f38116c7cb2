package org.ontogeny.kernel;

import java.util.Objects;

/**
 * The weights of a pattern of synapses, with exactly 0 in dead slots. Whoever changes them says so
 * by {@link #changed}, so that a backend may keep what it derives from them: a copy on a device, or
 * another order.
 *
 * <p>Belongs to one synapse group. Products may run on several threads at once, but not while the
 * weights change.
 */
public final class Weights {

  private final float[] values; // [slots]
  private volatile Object derived; // null if nothing was derived since the last change

  /** Weights of [slots] entries; the array is not copied. */
  public Weights(float[] values) {
    this.values = Objects.requireNonNull(values, "values");
  }

  /** The weights, [slots]; to be written by their owner, who then calls {@link #changed}. */
  public float[] values() {
    return values;
  }

  /** Forgets what was derived from the weights. */
  public void changed() {
    derived = null;
  }

  /** What a backend has kept since the last change; null if nothing. */
  public Object derived() {
    return derived;
  }

  /** Keeps what a backend has derived, until the next change or the next call. */
  public void keep(Object form) {
    derived = form;
  }
}
