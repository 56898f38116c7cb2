package org.ontogeny.dashboards.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell stands for Python")
class PeersTest {

  @TempDir private Path folder;

  private static final List<Peers.Way> WAYS =
      List.of(Peers.Way.of("slow", "^slow"), Peers.Way.of("quick", "^quick"));

  private static final Peers.Script SCRIPT =
      new Peers.Script("work.py", List.of("numpy"), List.of("2"), WAYS);

  /** A shell that imports what it is told to and runs scripts of the shell. */
  private String python(String imports) throws IOException {
    Path file = folder.resolve("python");
    Files.writeString(
        file, "#!/bin/sh\nif [ \"$1\" = -c ]; then " + imports + "; fi\nexec sh \"$@\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  private void script(String text) throws IOException {
    Files.writeString(folder.resolve("work.py"), text);
  }

  private Peers peers(String... pythons) {
    return new Peers(
        Optional.of(folder), List.of(pythons), Map.of("WEATHER", "fine"), 2.5, text -> {});
  }

  @Test
  void aResultIsALabelANumberAndAUnit() {
    ResultLine line =
        ResultLine.of("torch dense   11752 weights:       8361 chain-sweeps/s").orElseThrow();
    assertEquals("torch dense 11752 weights", line.label());
    assertEquals(8361, line.number());
    assertEquals("chain-sweeps/s", line.unit());
    ResultLine gpu =
        ResultLine.of("torch GPU fp32 8-8-8, 4 chains: 123 chain-sweeps/s (1.5 TFLOP/s)")
            .orElseThrow();
    assertEquals(123, gpu.number());
    assertEquals(0.05, ResultLine.of("epoch: 5.0e-2 s/epoch, 12 examples/s").get().number());
    assertTrue(ResultLine.of("warning: 3").isEmpty());
    assertTrue(ResultLine.of("torch CSR failed: no such thing").isEmpty());
  }

  @Test
  void theFirstLabelThatFitsIsTaken() {
    List<String> lines = List.of("hello", "a batch 10: 1 x/s", "a batch 1: 2 x/s");
    assertEquals(2.0, ResultLine.find(lines, Pattern.compile("batch 1$")).orElseThrow().number());
    assertTrue(ResultLine.find(lines, Pattern.compile("batch 100")).isEmpty());
  }

  @Test
  void theFastestWayIsMeasured() throws IOException {
    script(
        """
        case $2 in
          slow:2.500) echo "slow way: 10 things/s" ;;
          quick:2.500) echo "quick way: 30 things/s" ;;
        esac
        """);
    Peers.Choice choice = peers(python("exit 0")).choose(SCRIPT);
    assertTrue(choice.story().startsWith("peer: quick way ("), choice.story());
    assertEquals(30, choice.peer().orElseThrow().measure());
  }

  @Test
  void aScriptThatMeasuresAllAtOnceIsTriedOnce() throws IOException {
    script("echo . >> tries; echo 'slow way: 40 things/s'; echo \"quick $WEATHER: 30 things/s\"");
    Path tries = Path.of("tries");
    try {
      Peers.Choice choice = peers(python("exit 0")).choose(SCRIPT);
      assertEquals(40, choice.peer().orElseThrow().measure());
      assertEquals(2, Files.readAllLines(tries).size());
    } finally {
      Files.deleteIfExists(tries);
    }
  }

  @Test
  void aPythonThatCannotImportIsToldWithItsReason() throws IOException {
    script("echo 'slow way: 10 things/s'");
    String python = python("echo \"No module named 'numpy'\" >&2; exit 1");
    Peers.Choice choice = peers("/no/such/python", python).choose(SCRIPT);
    assertTrue(choice.peer().isEmpty());
    assertEquals(
        ("no peer: no Python that can import numpy (/no/such/python: cannot be started; %s: No"
                + " module named 'numpy')")
            .formatted(python),
        choice.story());
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    String python = python("exit 0");
    assertEquals(
        "no peer: there is no script " + folder.resolve("work.py"),
        peers(python).choose(SCRIPT).story());
    assertEquals(
        "no peer: --peers DIR names no folder of scripts", Peers.none().choose(SCRIPT).story());
    script("echo nothing");
    assertTrue(peers(python).choose(SCRIPT).story().contains("prints no line \"LABEL: NUMBER"));
    script("echo 'no GPU' >&2; exit 3");
    assertTrue(peers(python).choose(SCRIPT).story().endsWith("ended with status 3: no GPU"));
  }

  @Test
  void aScriptThatFailsLaterIsAFailure() throws IOException {
    script("echo 'slow way: 10 things/s'; echo 'quick way: 5 things/s'");
    Peer peer = peers(python("exit 0")).choose(SCRIPT).peer().orElseThrow();
    script("echo 'something else'");
    UncheckedIOException failure = assertThrows(UncheckedIOException.class, peer::measure);
    assertTrue(failure.getMessage().contains("prints no result ^slow"), failure.getMessage());
  }
}
