/**
 * Rules that a synapse can follow by itself. Nothing here can reach a neuron or a layer; a test of
 * the architecture holds this package to {@code SynapseView}. Sources: Scholl 2018, section 3.3
 * (Fisher information); its section 5.2 (stochastic threshold).
 */
package org.ontogeny.engine.pruning.synapse;
