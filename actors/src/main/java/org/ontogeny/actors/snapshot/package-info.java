/**
 * What a run keeps of moments of its past, for the eye: of each snapshot that it records a file of
 * arrays that NumPy opens, bounded in size. It holds receptive fields (rows of weights onto some
 * neurons), biases, states of chains and rates, {@code r_j = <h_j>} over the chains. Nothing goes
 * on from a snapshot; that is what checkpoints are for.
 */
package org.ontogeny.actors.snapshot;
