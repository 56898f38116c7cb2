/**
 * The complete state of groups at a fence, as values: what a run starts from, what a control
 * branches from, and what is exported. Synapses are listed in canonical order (post, then pre),
 * whatever the form of their storage.
 */
package org.ontogeny.engine.checkpoint;
