package org.ontogeny.kernel.opencl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.aparapi.device.OpenCLDevice;
import java.lang.management.ManagementFactory;

/** What tests share of a device; they are skipped, with the reason, where there is none. */
final class AnyDevice {

  private AnyDevice() {}

  private static final class Opened {
    static final OpenClKernels KERNELS = OpenClKernels.open();
  }

  /** The backend as users get it, opened once. */
  static OpenClKernels kernels() {
    assumePresent();
    return Opened.KERNELS;
  }

  /**
   * A backend that treats the device as one with memory of its own, or as one that shares this
   * process's; a processor can be treated as both.
   *
   * @param limit of its memory, floats
   */
  static OpenClKernels kernels(boolean ownMemory, long limit) {
    OpenCLDevice device = device();
    assumeTrue(ownMemory || OpenClKernels.sharesMemory(device), "the device shares no memory");
    assumeTrue(!ownMemory || collectorIsG1(), "memory of its own needs the G1 collector");
    return OpenClKernels.open(device, ownMemory, limit);
  }

  static OpenCLDevice device() {
    assumePresent();
    return OpenClKernels.firstDevice();
  }

  private static void assumePresent() {
    OpenClDevices found = OpenClDevices.found();
    assumeTrue(!found.devices().isEmpty(), found.absence());
  }

  private static boolean collectorIsG1() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .allMatch(collector -> collector.getName().startsWith("G1"));
  }
}
