/**
 * Rules that a neuron can follow by itself: it knows how many synapses it has on each side, but not
 * what its layer does. A test of the architecture holds this package to that. Source: Scholl 2018,
 * section 4.2.3 (dead ends).
 */
package org.ontogeny.engine.pruning.neuron;
