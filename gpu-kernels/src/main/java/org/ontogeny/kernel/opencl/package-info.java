/** OpenCL devices of this machine, found through Aparapi. */
package org.ontogeny.kernel.opencl;
