package org.ontogeny.engine.network;

/**
 * One of the projections that drive a population in an update.
 *
 * @param projection that conducts
 * @param from the end whose activity is conducted; the opposite end is driven
 * @param gain factor of this drive
 */
public record Source(Projection projection, End from, float gain) {}
