/**
 * How weights and biases follow what was accumulated: contrastive learning {@code dw_ij = lr *
 * (<v_i h_j>_data - <v_i h_j>_chains)}, gradient learning {@code dw_ij = -lr * <x_i delta_j>}, with
 * momentum or adaptive moments, decay and a bound on the norm of a neuron's dendrites. Sources:
 * Scholl 2018, sections 2.2 and 3.2; Stothers 2019, section 2.
 */
package org.ontogeny.engine.learning;
