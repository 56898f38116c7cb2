/**
 * The contract of computing with populations: synapses, batches of activity, their products and
 * random draws. Backends in the packages below implement it; {@code kernel.reference} is the oracle
 * of the others.
 */
package org.ontogeny.kernel;
