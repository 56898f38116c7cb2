/**
 * The backend "cpu": dense products by OpenBLAS with one thread a call, those of rare binary
 * activity event by event, everything along compressed synapses and all draws by the vector API. A
 * kernel is one loop in one method: vectors that pass between methods live on the heap unless the
 * compiler puts the methods together, which it does not always. In plain loops the arrays share one
 * index: with a different offset into each, the compiler must assume that they overlap and computes
 * one value at a time.
 */
package org.ontogeny.kernel.cpu;
