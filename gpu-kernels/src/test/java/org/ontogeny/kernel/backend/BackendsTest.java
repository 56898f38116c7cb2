package org.ontogeny.kernel.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.kernel.opencl.OpenClDevices;

class BackendsTest {

  @ParameterizedTest
  @CsvSource({"cpu, cpu", "auto, cpu", "reference, reference"})
  void findsABackendByName(String name, String backend) {
    assertEquals(backend, Backends.named(name).backend());
    assertEquals(backend, Backends.choose(name).kernels().backend());
  }

  @Test
  void saysWhyItIsThisOne() {
    assertEquals("asked for by name", Backends.choose("cpu").reason());
    assertTrue(Backends.choose("auto").reason().startsWith("auto is the processor; "));
  }

  /** Where there is no device, the reason; nothing else takes its place. */
  @Test
  void openClIsADeviceOrAReason() {
    if (OpenClDevices.found().devices().isEmpty()) {
      String reason =
          assertThrows(IllegalStateException.class, () -> Backends.choose("opencl")).getMessage();
      assertEquals("no OpenCL device: " + OpenClDevices.found().absence(), reason);
    } else {
      assertEquals("opencl", Backends.choose("opencl").kernels().backend());
      assertTrue(Backends.named("opencl").onDevice());
    }
  }

  @Test
  void refusesANameThatNoneHas() {
    assertEquals(
        "unknown backend \"gpu\"; expected auto, cpu, opencl or reference",
        assertThrows(IllegalArgumentException.class, () -> Backends.known("gpu")).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Backends.choose("gpu"));
    Backends.NAMES.forEach(name -> assertEquals(name, Backends.known(name)));
  }
}
