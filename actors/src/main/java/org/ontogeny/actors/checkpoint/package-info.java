/**
 * What a network has become, as arrays that NumPy opens: weights and masks over the original
 * indices of neurons, {@code [pre, post]}, whatever the groups and whatever died. The same arrays
 * bring a network back to life.
 */
package org.ontogeny.actors.checkpoint;
