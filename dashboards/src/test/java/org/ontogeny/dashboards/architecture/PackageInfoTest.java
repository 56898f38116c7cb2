package org.ontogeny.dashboards.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every package says what it is about; sources are read, as the compiler drops such files. */
class PackageInfoTest {

  @ParameterizedTest
  @ValueSource(strings = {"gpu-kernels", "engine", "actors", "dashboards"})
  void everyPackageOfTheModuleHasADescription(String module) throws IOException {
    Path sources = Path.of("..", module, "src", "main", "java");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(sources)) {
      files = walk.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
    }
    assertTrue(!files.isEmpty(), "no Java sources under " + sources.toAbsolutePath());
    Set<Path> undescribed =
        files.stream()
            .map(Path::getParent)
            .filter(folder -> !Files.isRegularFile(folder.resolve("package-info.java")))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), undescribed, "packages without a package-info.java");
  }
}
