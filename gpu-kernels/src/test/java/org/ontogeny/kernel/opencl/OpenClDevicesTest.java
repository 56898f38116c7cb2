package org.ontogeny.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;

class OpenClDevicesTest {

  @Test
  void eitherThereAreDevicesOrAReason() {
    OpenClDevices found = OpenClDevices.found();
    assertEquals(found.devices().isEmpty(), !found.absence().isEmpty(), found::toString);
    assertSame(found, OpenClDevices.found(), "looked up once");
  }

  @Test
  void describesEachDevice() {
    OpenClDevices found = OpenClDevices.found();
    assumeFalse(found.devices().isEmpty(), found.absence());
    for (OpenClDevice device : found.devices()) {
      assertFalse(device.name().isBlank(), device::toString);
      assertFalse(device.platform().isBlank(), device::toString);
      assertTrue(device.computeUnits() >= 1, device::toString);
      assertTrue(device.memory() > 1 << 20, device::toString);
    }
  }
}
