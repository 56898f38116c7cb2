package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ontogeny.dashboards.process.SameJava;

/** The program as a process of its own, in a folder of its own, as the launcher starts it. */
final class Program {

  private static final long LONGEST = 300; // seconds

  /**
   * What a process left behind.
   *
   * @param status exit status
   * @param out standard output
   * @param err standard error
   */
  record Ended(int status, String out, String err) {

    private static Ended of(Process process, Path out, Path err) throws IOException {
      return new Ended(
          process.exitValue(),
          Files.readString(out),
          SameJava.withoutGreeting(Files.readString(err)));
    }
  }

  private final Path folder;

  Program(Path folder) {
    this.folder = folder;
  }

  /** Runs it to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "standard", ".out");
    Path err = Files.createTempFile(folder, "standard", ".err");
    Process process =
        builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("hangs: " + List.of(arguments));
    }
    return Ended.of(process, out, err);
  }

  /** Starts it; standard error comes through the process. */
  Process start(String... arguments) throws IOException {
    return builder(arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Starts it; what it says goes to files that can be read meanwhile. */
  Running launch(String... arguments) throws IOException {
    Path out = Files.createTempFile(folder, "standard", ".out");
    Path err = Files.createTempFile(folder, "standard", ".err");
    return new Running(
        builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start(),
        out,
        err);
  }

  /** A process that goes on; closing ends it. */
  record Running(Process process, Path out, Path err) implements AutoCloseable {

    private static final long GLANCE = 50; // milliseconds

    /** Waits until the process has ended. */
    Ended ended() throws IOException, InterruptedException {
      if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) {
        throw new IllegalStateException("has not ended: " + Files.readString(err));
      }
      return Ended.of(process, out, err);
    }

    /** Waits until there is text in a file, which the process writes. */
    void awaitText(String text, Path file) throws IOException, InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST);
      while (!Files.readString(file).contains(text)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("no '%s': %s".formatted(text, Files.readString(err)));
        }
        Thread.sleep(GLANCE);
      }
    }

    /** Tells it to end, as Ctrl-C does. */
    void terminate() {
      process.toHandle().destroy(); // unlike the process, it leaves the streams open
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command = SameJava.command(Main.class.getName(), List.of(arguments));
    command.add(1, "-XX:+UseSerialGC"); // lives are short here, and this starts quickest
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("ONTOGENY_DATA");
    builder.environment().remove("ONTOGENY_PLUGINS");
    builder.environment().remove("ONTOGENY_TOKEN");
    return builder;
  }
}
