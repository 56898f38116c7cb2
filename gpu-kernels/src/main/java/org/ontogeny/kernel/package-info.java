/**
 * The contract of computing with populations: synapses, batches of activity, their products and
 * random draws. Backends in the packages below implement it; {@code kernel.reference} is the oracle
 * of the others' products, correlations, coincidences and draws.
 */
package org.ontogeny.kernel;
