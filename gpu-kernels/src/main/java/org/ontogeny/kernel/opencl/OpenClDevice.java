package org.ontogeny.kernel.opencl;

/**
 * An OpenCL device.
 *
 * @param name as its driver says
 * @param platform name of the driver
 * @param vendor of the driver
 * @param type CPU, GPU, ...
 * @param computeUnits at least 1
 * @param memory global memory, bytes
 */
public record OpenClDevice(
    String name, String platform, String vendor, String type, int computeUnits, long memory) {}
