package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.dashboards.process.SameJava;

/** What the launcher does with standard error, and what the program makes of it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the launcher does nothing with it")
class StandardErrorTest {

  @TempDir Path folder;

  /** Both streams in one file, as with {@code >log 2>&1}; descriptor 2 leads elsewhere. */
  @Test
  void whatTheProgramSaysGoesPastDescriptorTwoAndOverwritesNothing() throws Exception {
    List<String> java = SameJava.command(Main.class.getName(), List.of("nonsense"));
    java.add(1, "-Dontogeny.stderr=stdin");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("sh", "-c", "{ echo before; \"$@\" 0>&2 2>greetings; echo after; } >log 2>&1"));
    command.add("sh");
    command.addAll(java);
    assertEquals(0, new ProcessBuilder(command).directory(folder.toFile()).start().waitFor());
    assertEquals("", SameJava.withoutGreeting(Files.readString(folder.resolve("greetings"))));
    List<String> log = Files.readAllLines(folder.resolve("log"));
    assertEquals(4, log.size(), log::toString);
    assertEquals("before", log.get(0));
    assertTrue(log.get(1).startsWith("ontogeny: unknown command 'nonsense'"), log::toString);
    assertEquals("Try 'ontogeny --help'.", log.get(2));
    assertEquals("after", log.get(3));
  }
}
