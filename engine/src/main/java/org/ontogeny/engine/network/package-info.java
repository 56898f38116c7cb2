/**
 * What a network is: populations of neurons joined by projections of synapses, cut into groups, and
 * the phases (tick tables) that they walk through together. Everything here is immutable; the
 * changing arrays belong to the groups.
 */
package org.ontogeny.engine.network;
