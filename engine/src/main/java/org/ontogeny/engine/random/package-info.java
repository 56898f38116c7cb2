/**
 * What random numbers are for. A draw is a pure function of (seed, purpose, entity, step, tick,
 * ensemble, row, column), so it does not depend on threads, placement or order. Source of the block
 * function: Salmon et al. 2011.
 */
package org.ontogeny.engine.random;
