/**
 * The examples that a network lives on: ten classes of digits drawn by the program, and the IDX
 * files of MNIST and Fashion-MNIST. Raw grey images become binary states, {@code state = 1 iff grey
 * >= mean} with one mean over all pixels of a split, or stay grey, {@code state = grey / 255}. Sets
 * may be mixed; labels and pixels of training examples may be disturbed.
 *
 * <p>Source: C. Scholl, "Pruning over-representations in stochastic latent encoder models" (2018),
 * section 3.1, and the programs published with its journal version (2021), which fix the crop; for
 * mixtures and random labels Stothers 2019, sections 2.6 and 3.4.
 */
package org.ontogeny.engine.data;
