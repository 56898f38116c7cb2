/**
 * The backend "reference": the equations of {@link org.ontogeny.kernel.Kernels} as plain loops, the
 * oracle of every other backend. Correct and slow.
 */
package org.ontogeny.kernel.reference;
