/**
 * The backend "cpu": dense products by OpenBLAS with one thread a call, everything else by plain
 * loops that the just-in-time compiler turns into vector instructions. For that, the arrays of a
 * loop share one index: with a different offset into each, the compiler must assume that they
 * overlap and computes one value at a time, four to seven times as slowly.
 */
package org.ontogeny.kernel.cpu;
