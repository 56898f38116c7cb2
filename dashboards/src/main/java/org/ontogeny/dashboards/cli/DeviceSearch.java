package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ontogeny.dashboards.process.SameJava;
import org.ontogeny.kernel.opencl.OpenClDevice;
import org.ontogeny.kernel.opencl.OpenClDevices;

/**
 * Looks for OpenCL devices in a process of its own: drivers write to standard error past Java, and
 * a broken one takes its process down.
 */
final class DeviceSearch {

  private static final long MEBIBYTE = 1 << 20;

  private DeviceSearch() {}

  /** Lists the arithmetic of the backend and the devices, one line each, or why there are none. */
  public static void main(String[] arguments) {
    System.out.println(DoctorCommand.arithmetic("opencl"));
    OpenClDevices found = OpenClDevices.found();
    if (found.devices().isEmpty()) {
      System.out.println("no devices: " + found.absence());
    }
    for (OpenClDevice device : found.devices()) {
      System.out.printf(
          "%s: %s, by %s, %d compute units, %d MiB%n",
          device.type(),
          device.name(),
          device.platform(),
          device.computeUnits(),
          device.memory() / MEBIBYTE);
    }
  }

  /** What a search says: first of the backend, then of the devices. */
  static List<String> run() {
    try {
      Process search =
          new ProcessBuilder(SameJava.command(DeviceSearch.class.getName(), List.of()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said =
          new String(search.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = search.waitFor();
      return status == 0
          ? said.lines().toList()
          : List.of("not to be had: the search for devices failed with exit status " + status);
    } catch (IOException e) {
      return List.of("not to be had: the search for devices could not start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("not to be had: the search for devices was interrupted");
    }
  }
}
