/**
 * Streams into and out of a run, by Reactive Streams. Stimuli come from a source of the user's when
 * the run needs them, so that a slow run slows the source and never drowns. Events go out of the
 * run's journal at the pace of whoever follows: he loses nothing, and slows nobody. What the
 * network does at present goes to whoever listens, and is dropped where he is too slow.
 */
package org.ontogeny.actors.stream;
