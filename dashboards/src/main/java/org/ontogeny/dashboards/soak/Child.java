package org.ontogeny.dashboards.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ontogeny.dashboards.process.SameJava;

/** A command of the program in a process of its own. */
final class Child {

  private static final long LONGEST = 3600; // seconds; whoever takes longer hangs

  private final List<String> arguments;
  private final Path err;
  private final long start;
  private final Process process;
  private final Thread hook;

  private Child(List<String> arguments, Path err, long start, Process process) {
    this.arguments = arguments;
    this.err = err;
    this.start = start;
    this.process = process;
    this.hook = new Thread(process::destroyForcibly, "end-of-child"); // it must not outlive us
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a command by the same Java, options and class path as this process.
   *
   * @param main name of the class that is the program
   * @param err takes what the process says on standard error
   */
  static Child start(String main, List<String> arguments, Path err) {
    List<String> line = SameJava.command(main, arguments);
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(line)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(err.toFile())
              .start();
      return new Child(arguments, err, start, process);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + line.get(0), e);
    }
  }

  /** Of the process. */
  long pid() {
    return process.pid();
  }

  /** Seconds since it was started. */
  double age() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Waits until it is so many seconds old; true if it has ended before. */
  boolean hasEndedAt(double seconds) throws InterruptedException {
    long left = Math.round(seconds * 1e9) - (System.nanoTime() - start);
    boolean ended = process.waitFor(left, TimeUnit.NANOSECONDS);
    if (ended) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    return ended;
  }

  /** Ends it without a warning, as SIGKILL does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** Waits until it ends; returns its exit status. */
  int await() throws InterruptedException {
    if (!hasEndedAt(LONGEST)) {
      kill();
      throw failure("has not ended after %d s".formatted(LONGEST));
    }
    return process.exitValue();
  }

  /** What it said on standard error. */
  String err() {
    try {
      return SameJava.withoutGreeting(Files.readString(err)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + err, e);
    }
  }

  /** Waits until it ends, which it must do in order. */
  void awaitSuccess() throws InterruptedException {
    int status = await();
    if (status != 0) {
      throw failure("has ended with exit status " + status);
    }
  }

  private Failure failure(String what) {
    return new Failure(
        "'%s' %s; its standard error:%n%s".formatted(String.join(" ", arguments), what, err()));
  }

  /** A process did not do what it was started for. The message is for the user. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }
  }
}
