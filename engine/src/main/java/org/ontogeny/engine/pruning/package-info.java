/**
 * Removal of synapses: a criterion gives each synapse an importance and a selection decides which
 * die. Both vary on their own. Selections in {@code pruning.synapse} are decided by the synapse
 * alone; those in {@code pruning.layer} compare it with its layer.
 */
package org.ontogeny.engine.pruning;
