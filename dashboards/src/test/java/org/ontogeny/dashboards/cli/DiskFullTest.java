package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up under a run, and is made larger. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "small disks are made by mounting a tmpfs")
class DiskFullTest {

  @TempDir Path folder;

  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mountSmallDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = mount("-t", "tmpfs", "-o", "size=256k", "tmpfs");
    assumeTrue(mounted, "only root may mount a small disk");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      done(List.of("umount", disk.toString()));
    }
  }

  private boolean mount(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(options));
    command.add(disk.toString());
    return done(command);
  }

  private static boolean done(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  @Test
  void aRunOnAFullDiskFailsWithTheReasonAndGoesOnLater() throws Exception {
    Program program = new Program(folder);
    TinyExperiment.write(folder, "tiny.conf", 400);
    Program.Ended whole = program.run("run", "tiny.conf", "--id", "whole");
    assertEquals(0, whole.status(), whole.err());

    Program.Ended full = program.run("run", "tiny.conf", "--id", "full", "--runs", "disk");
    assertEquals(1, full.status(), full.err());
    assertEquals("", full.out());
    String last = full.err().lines().reduce((a, b) -> b).orElse("");
    assertTrue(last.startsWith("ontogeny: cannot write "), full.err());
    assertTrue(last.contains(Path.of("disk", "full").toString()), full.err());
    assertTrue(last.matches(".*(No space left on device|disk is full).*"), full.err());
    assertFalse(full.err().contains("\tat "), full.err());

    assertTrue(mount("-o", "remount,size=64m"));
    Program.Ended resumed = program.run("resume", "full", "--runs", "disk");
    assertEquals(0, resumed.status(), resumed.err());
    assertEquals(sha256(program, "whole", "runs"), sha256(program, "full", "disk"));
  }

  private static String sha256(Program program, String id, String runs) throws Exception {
    Program.Ended ended = program.run("export", id, "--runs", runs, "--out", "out");
    assertEquals(0, ended.status(), ended.err());
    return ended.out().lines().filter(line -> line.startsWith("SHA-256")).findFirst().orElseThrow();
  }
}
