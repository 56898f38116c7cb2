/**
 * Streams into and out of a run: stimuli that a run asks of a source of the user's when it needs
 * them, so that a slow run slows the source and never drowns (Reactive Streams).
 */
package org.ontogeny.actors.stream;
