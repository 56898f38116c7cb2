/**
 * What outlives a run's process. Checkpoints are files from which a run goes on as if it had never
 * paused: checksummed, named when they are whole, several of them kept. Arrays are what a network
 * has become, as files that NumPy opens: weights and masks over the original indices of neurons,
 * {@code [pre, post]}, whatever the groups and whatever died; they bring a network back to life.
 */
package org.ontogeny.actors.checkpoint;
