package org.ontogeny.kernel.backend;

import java.util.List;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.cpu.CpuKernels;
import org.ontogeny.kernel.opencl.OpenClKernels;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** Finds a backend by name. Nothing is chosen silently: the choice comes with its reason. */
public final class Backends {

  /** What a user may ask for. */
  public static final List<String> NAMES = List.of("auto", "cpu", "opencl", "reference");

  private static final String AUTO = "auto is the processor; backend = opencl asks for a GPU";

  private Backends() {}

  /**
   * The name itself, if there is such a backend; whether it can run here is not looked into.
   *
   * @throws IllegalArgumentException if there is no such backend
   */
  public static String known(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "unknown backend \"%s\"; expected auto, cpu, opencl or reference".formatted(name));
    }
    return name;
  }

  /**
   * The backend of a name, ready to compute.
   *
   * @throws IllegalArgumentException if there is no such backend
   * @throws IllegalStateException if it cannot run on this machine; the message says why
   */
  public static Choice choose(String name) {
    return new Choice(named(name), name.equals("auto") ? AUTO : "asked for by name");
  }

  /** The backend of {@link #choose} alone. */
  public static Kernels named(String name) {
    return switch (known(name)) {
      case "opencl" -> OpenClKernels.open();
      case "reference" -> new ReferenceKernels();
      default -> new CpuKernels();
    };
  }
}
