package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ontogeny.kernel.opencl.OpenClDevice;
import org.ontogeny.kernel.opencl.OpenClDevices;

/**
 * Looks for OpenCL devices in a process of its own: drivers write to standard error past Java, and
 * a broken one takes its process down.
 */
final class DeviceSearch {

  private static final long MEBIBYTE = 1 << 20;

  private DeviceSearch() {}

  /** Lists the devices, one line each, or why there are none. */
  public static void main(String[] arguments) {
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

  /** What a search says; at least one line. */
  static List<String> run() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    try {
      Process search =
          new ProcessBuilder(
                  java.toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  DeviceSearch.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said =
          new String(search.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = search.waitFor();
      return status == 0
          ? said.lines().toList()
          : List.of("the search for devices failed with exit status " + status);
    } catch (IOException e) {
      return List.of("the search for devices could not start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("the search for devices was interrupted");
    }
  }
}
