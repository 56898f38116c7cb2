package org.ontogeny.dashboards.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SameJavaTest {

  private static final String GREETING = "WARNING: Using incubator modules: jdk.incubator.vector\n";

  @Test
  void theCommandHasTheOptionsAndTheClassPathOfThisProcess() {
    List<String> command = SameJava.command("a.Main", List.of("run", "it"));
    assertTrue(command.contains("--add-modules=jdk.incubator.vector"), command::toString);
    int main = command.size() - 3;
    assertEquals(
        List.of("-cp", System.getProperty("java.class.path"), "a.Main", "run", "it"),
        command.subList(main - 2, main + 3));
  }

  @Test
  void whatTheMachineSaysByItselfIsLeftOutAndNothingElse() {
    assertEquals("", SameJava.withoutGreeting(""));
    assertEquals("", SameJava.withoutGreeting(GREETING));
    assertEquals("\na\n", SameJava.withoutGreeting("\n" + GREETING + "a\n"));
    String longer = "x" + GREETING;
    assertEquals(longer, SameJava.withoutGreeting(longer));
  }
}
