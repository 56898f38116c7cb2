package org.ontogeny.actors.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were written once and must be read for ever.
 *
 * <p>A golden file is never written again. When the format gets a new version, one more is made, by
 * its name:
 *
 * <pre>
 *  mvn -pl actors -am test -Dtest=CheckpointGoldenTest -Dsurefire.failIfNoSpecifiedTests=false \
 *      -Dgolden.checkpoint=golden-0.2.ckpt
 * </pre>
 */
class CheckpointGoldenTest {

  private static final Path FILES = Path.of("src/test/resources/org/ontogeny/actors/checkpoint");
  private static final String NEWEST = "golden-0.1.ckpt";
  private static final String WANTED = "golden.checkpoint";

  @Test
  void everythingIsReadBack() {
    assertEquals(
        CheckpointExample.text(CheckpointExample.checkpoint()),
        CheckpointExample.text(CheckpointFile.read(FILES.resolve("golden-0.1.ckpt"))));
  }

  @Test
  void theSameBytesAreWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve(NEWEST);
    CheckpointFile.write(file, CheckpointExample.checkpoint());
    assertArrayEquals(Files.readAllBytes(FILES.resolve(NEWEST)), Files.readAllBytes(file));
  }

  /** Writes a file only when asked to, and never over another. */
  @Test
  @EnabledIfSystemProperty(named = WANTED, matches = ".+\\.ckpt")
  void writeGoldenFile() {
    CheckpointFile.write(FILES.resolve(System.getProperty(WANTED)), CheckpointExample.checkpoint());
  }
}
