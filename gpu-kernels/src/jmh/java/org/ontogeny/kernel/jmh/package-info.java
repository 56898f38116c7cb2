/** Kernels of a backend one by one, measured by JMH in one thread. */
package org.ontogeny.kernel.jmh;
