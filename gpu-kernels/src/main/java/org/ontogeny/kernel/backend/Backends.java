package org.ontogeny.kernel.backend;

import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.cpu.CpuKernels;
import org.ontogeny.kernel.reference.ReferenceKernels;

/**
 * Finds a backend by name. Nothing is chosen silently: {@link Kernels#backend} says which it is.
 */
public final class Backends {

  private static final String EXPECTED = "expected auto, cpu or reference";

  private Backends() {}

  /**
   * The backend of a name; {@code auto} is {@code cpu}.
   *
   * @throws IllegalArgumentException if there is no such backend
   * @throws IllegalStateException if it cannot run on this machine
   */
  public static Kernels named(String name) {
    return switch (name) {
      case "auto", "cpu" -> new CpuKernels();
      case "reference" -> new ReferenceKernels();
      case "opencl" ->
          throw new IllegalArgumentException("backend opencl is not built yet; " + EXPECTED);
      default ->
          throw new IllegalArgumentException(
              "unknown backend \"%s\"; %s".formatted(name, EXPECTED));
    };
  }
}
