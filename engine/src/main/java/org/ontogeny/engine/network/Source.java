package org.ontogeny.engine.network;

/**
 * One of the projections that drive a population in an update.
 *
 * @param projection that conducts
 * @param from the end whose activity is conducted; the opposite end is driven
 * @param gain factor of this drive
 * @param signal that is conducted
 */
public record Source(Projection projection, End from, float gain, Signal signal) {

  /** One that conducts the states of neurons. */
  public Source(Projection projection, End from, float gain) {
    this(projection, from, gain, Signal.STATE);
  }
}
