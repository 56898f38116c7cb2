/**
 * The backend "opencl": the contract on the first GPU, or else on any OpenCL device, by way of
 * Aparapi, which translates {@link org.ontogeny.kernel.opencl.DeviceProgram} to OpenCL C. Batches
 * and weights stay in the device's memory; one owner has the device.
 */
package org.ontogeny.kernel.opencl;
