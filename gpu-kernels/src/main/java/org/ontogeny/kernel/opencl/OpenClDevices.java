package org.ontogeny.kernel.opencl;

import com.aparapi.Config;
import com.aparapi.device.OpenCLDevice;
import com.aparapi.internal.opencl.OpenCLLoader;
import com.aparapi.natives.NativeLoader;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The OpenCL devices of this machine, or why there are none.
 *
 * @param devices in the order of the drivers
 * @param absence why {@code devices} is empty; empty if there are some
 */
public record OpenClDevices(List<OpenClDevice> devices, String absence) {

  public OpenClDevices {
    devices = List.copyOf(devices);
  }

  /** The devices, looked up at the first call: two first look-ups at a time crash the process. */
  public static OpenClDevices found() {
    return Found.DEVICES;
  }

  private static final class Found {
    static final OpenClDevices DEVICES = lookUp();
  }

  private static OpenClDevices lookUp() {
    // Aparapi reports a missing library as a severe failure; here it is an answer.
    Logger logger = Logger.getLogger(Config.getLoggerName());
    Level level = logger.getLevel();
    logger.setLevel(Level.OFF);
    try {
      if (!OpenCLLoader.isOpenCLAvailable()) {
        return new OpenClDevices(List.of(), "no OpenCL library: " + reason());
      }
      List<OpenClDevice> devices =
          OpenCLDevice.listDevices(null).stream().map(OpenClDevices::describe).toList();
      return new OpenClDevices(
          devices,
          devices.isEmpty() ? "the OpenCL library is there, but no driver has a device" : "");
    } finally {
      logger.setLevel(level);
    }
  }

  /** Loads the library once more, because Aparapi does not tell what it met. */
  private static String reason() {
    try {
      NativeLoader.load();
      return "it was missing at the first attempt only";
    } catch (IOException | LinkageError e) {
      return e.getMessage();
    }
  }

  private static OpenClDevice describe(OpenCLDevice device) {
    return new OpenClDevice(
        device.getName(),
        device.getOpenCLPlatform().getName(),
        device.getOpenCLPlatform().getVendor(),
        device.getType().name(),
        device.getMaxComputeUnits(),
        device.getGlobalMemSize());
  }
}
