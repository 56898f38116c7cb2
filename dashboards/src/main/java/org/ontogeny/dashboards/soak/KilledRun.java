package org.ontogeny.dashboards.soak;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;

/** One run whose processes are killed: started, killed, and resumed until it ends. */
final class KilledRun {

  private static final String NOTHING_LEFT = "nothing to resume";

  private final Commands commands;
  private final RunDirectory directory;
  private final List<Trial.Kill> kills = new ArrayList<>();
  private final List<Long> successors = new ArrayList<>(); // process that went on after each kill

  KilledRun(Commands commands, RunDirectory directory) {
    this.commands = commands;
    this.directory = directory;
  }

  /**
   * Starts the run and kills its process when it is so old.
   *
   * @return false if it has ended before
   */
  boolean isKilled(double seconds) throws InterruptedException {
    return isKilled(seconds, commands.run(directory.id()));
  }

  /** Lets the run go on in a process that is killed too, unless it ends before. */
  void goOnUntil(double seconds) throws InterruptedException {
    isKilled(seconds, next());
  }

  private boolean isKilled(double seconds, Child child) throws InterruptedException {
    if (child.hasEndedAt(seconds)) {
      awaitEnd(child);
      return false;
    }
    long seen = Files.exists(directory.journal()) ? last() : 0;
    double age = child.age();
    child.kill();
    kills.add(new Trial.Kill(age, seen, Trial.UNKNOWN, Trial.UNKNOWN));
    return true;
  }

  private long last() {
    try (JournalReader journal = JournalReader.open(directory.path())) {
      return journal.last();
    }
  }

  /** A run that was killed before it had a specification is none yet: it is started anew. */
  private Child next() {
    boolean isRun = Files.exists(directory.specification());
    if (!isRun) {
      Folders.delete(directory.path());
    }
    Child child = isRun ? commands.resume(directory.id()) : commands.run(directory.id());
    successors.add(child.pid());
    return child;
  }

  /** Lets the run go on to its end. */
  void goOn() throws InterruptedException {
    awaitEnd(next());
  }

  /** A process that was killed when all was done leaves nothing to another one. */
  private static void awaitEnd(Child child) throws InterruptedException {
    if (child.await() != 0 && !child.err().contains(NOTHING_LEFT)) {
      child.awaitSuccess();
    }
  }

  /** The kills, with what the journal says of the processes that went on. */
  List<Trial.Kill> kills() {
    try (JournalReader journal = JournalReader.open(directory.path())) {
      List<JournalReader.Operation> operations = journal.operations(1);
      List<Trial.Kill> told = new ArrayList<>();
      for (int k = 0; k < kills.size(); k++) {
        told.add(found(kills.get(k), successors.get(k), operations));
      }
      return told;
    } catch (UncheckedIOException e) {
      return kills; // a run that failed need not have one
    }
  }

  private static Trial.Kill found(
      Trial.Kill kill, long successor, List<JournalReader.Operation> operations) {
    for (JournalReader.Operation operation : operations) {
      Map<String, Object> fields = operation.fields();
      if (Stream.of("started", "resumed").anyMatch(operation.kind()::equals)
          && number(fields, "process") == successor) {
        long from = number(fields, "seq");
        return kill.found(from + number(fields, "events-to-compute-again"), from);
      }
    }
    return kill;
  }

  private static long number(Map<String, Object> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0").toString());
  }

  Path path() {
    return directory.path();
  }
}
