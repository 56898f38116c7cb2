/**
 * The backend "reference": products, correlations, coincidences and draws as their equations in
 * {@link org.ontogeny.kernel.Kernels} stand, and the oracle of every other backend in these. Loops
 * that touch each value once it shares with other backends ({@link
 * org.ontogeny.kernel.PlainKernels}), so it is no oracle of those; they, and the reference itself,
 * are held to float64 loops of the tests.
 */
package org.ontogeny.kernel.reference;
