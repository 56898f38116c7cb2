/**
 * How much a representation says about what it represents: the share of held-out examples whose
 * class a linear classifier reads from it, {@code p(c | x) = softmax(b_c + sum_i w_ci x_i)}. It
 * looks at states only and touches no chain, count or draw of the network. And how numbers of
 * several runs lie, and whether their means differ.
 *
 * <p>Source: C. Scholl, "Pruning over-representations in stochastic latent encoder models" (2018),
 * section 3.4.2. The classifier is that of the library Tribuo.
 */
package org.ontogeny.engine.evaluation;
