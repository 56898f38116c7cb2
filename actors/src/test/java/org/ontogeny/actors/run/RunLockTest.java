package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server asks from many threads who develops a run, also while its own process begins to. */
class RunLockTest {

  @TempDir Path folder;

  @Test
  void manyThreadsMayAskAtOnce() throws Exception {
    RunDirectory run = new RunDirectory(folder);
    Files.createFile(run.lock());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Optional<String>>> answers = new ArrayList<>();
      for (int k = 0; k < 400; k++) {
        answers.add(threads.submit(run::holder));
      }
      for (Future<Optional<String>> answer : answers) {
        assertEquals(Optional.empty(), answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aLockIsTakenWhileOthersLook() throws Exception {
    RunDirectory run = new RunDirectory(folder);
    Files.createFile(run.lock());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int k = 0; k < 50; k++) {
        List<Future<Optional<String>>> looks = new ArrayList<>();
        for (int j = 0; j < 20; j++) {
          looks.add(threads.submit(run::holder));
        }
        RunLock lock = RunLock.take(run);
        for (Future<Optional<String>> look : looks) {
          look.get();
        }
        assertTrue(run.holder().isPresent());
        lock.close();
        assertTrue(run.holder().isEmpty());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
