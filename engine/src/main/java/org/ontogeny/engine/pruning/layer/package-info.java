/**
 * Selections that compare a synapse with all others of its projection, as the papers do. They need
 * the importances of the whole layer and are named for it; a single synapse could not know them.
 */
package org.ontogeny.engine.pruning.layer;
