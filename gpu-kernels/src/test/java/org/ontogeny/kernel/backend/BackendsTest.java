package org.ontogeny.kernel.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendsTest {

  @ParameterizedTest
  @CsvSource({"cpu, cpu", "auto, cpu", "reference, reference"})
  void findsABackendByName(String name, String backend) {
    assertEquals(backend, Backends.named(name).backend());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opencl | backend opencl is not built yet; expected auto, cpu or reference",
        "gpu    | unknown backend \"gpu\"; expected auto, cpu or reference"
      })
  void refusesWhatIsNotThere(String name, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Backends.named(name)).getMessage());
  }
}
