/**
 * Synaptogenesis: at a fence a free site, a pair of living neurons whose synapse may exist and does
 * not, forms one iff {@code draw < p}. Either p is the same everywhere, or it falls with the
 * postsynaptic neuron's own activity, {@code p_j = rate * max(0, 1 - r_j / target)}. Or exactly so
 * many sites of a layer form one, those with the smallest draws. Sources: Stothers 2019, section 2
 * (random growth); Butz and van Ooyen 2013 (growth by activity).
 */
package org.ontogeny.engine.growth;
