package org.ontogeny.engine.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedExperimentsTest {

  @TempDir private Path folder;

  static List<String> names() {
    return ShippedExperiments.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyOneIsThereAndReadsAgain(String name) throws IOException {
    RunSpec spec = SpecReader.read(name, Map.of());
    assertEquals(name, spec.experiment().name());
    assertFalse(spec.description().isBlank());
    Path file = folder.resolve("resolved.conf");
    Files.writeString(file, spec.resolved());
    assertEquals(spec, SpecReader.readResolved(file));
  }
}
