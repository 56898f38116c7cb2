package org.ontogeny.actors.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in {@code docs/checkpoints.md} does what the page says. */
class CheckpointPageTest {

  private static final Path PAGE = Path.of("../docs/checkpoints.md");
  private static final Pattern PROGRAM = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

  @Test
  void theProgramChecksAFile(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(hasPython(), "python3 is not installed");
    Matcher program = PROGRAM.matcher(Files.readString(PAGE));
    assertTrue(program.find(), "no program on " + PAGE);
    Path script = Files.writeString(folder.resolve("check.py"), program.group(1));
    Path file = folder.resolve("000000000412.ckpt");
    long bytes = CheckpointFile.write(file, CheckpointExample.checkpoint());

    assertEquals(
        "0 %s: format version 1, %d bytes, SHA-256 as stored%n".formatted(file, bytes),
        run(script, file));

    byte[] changed = Files.readAllBytes(file);
    changed[100] ^= 4;
    Files.write(file, changed);
    assertEquals("1 %s: damaged%n".formatted(file), run(script, file));
    Files.writeString(file, "no checkpoint");
    assertEquals("1 %s: not a checkpoint%n".formatted(file), run(script, file));
  }

  /** Exit status and output. */
  private static String run(Path script, Path file) throws Exception {
    Process python = python(script.toString(), file.toString());
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return python.waitFor() + " " + printed;
  }

  private static boolean hasPython() throws Exception {
    try {
      Process python = python("--version");
      return python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static Process python(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = "python3";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
