package org.ontogeny.dashboards.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Python interpreter.
 *
 * @param command that starts it
 */
public record Python(String command) {

  /** Where one is looked for: the first on the PATH, and that of the system. */
  public static final List<String> USUAL = List.of("python3", "/usr/bin/python3");

  private static final long LONGEST = 600; // seconds

  /**
   * What a process said.
   *
   * @param status of its exit
   * @param out lines of standard output
   * @param lastError last line of standard error that is not empty; empty if there is none
   */
  record Said(int status, List<String> out, String lastError) {}

  /**
   * What a search has come to.
   *
   * @param python that can import all that is wanted, if one can
   * @param story which was taken, or why none was
   */
  public record Search(Optional<Python> python, String story) {}

  /** The first of some interpreters that can import these modules. */
  public static Search find(List<String> commands, List<String> modules) {
    List<String> refusals = new ArrayList<>();
    for (String command : commands) {
      Optional<String> refusal = new Python(command).refusal(modules);
      if (refusal.isEmpty()) {
        return new Search(Optional.of(new Python(command)), command);
      }
      refusals.add(command + ": " + refusal.get());
    }
    return new Search(
        Optional.empty(),
        "no Python that can import %s (%s)"
            .formatted(String.join(", ", modules), String.join("; ", refusals)));
  }

  private Optional<String> refusal(List<String> modules) {
    try {
      Said said = run(List.of("-c", "import " + String.join(", ", modules)), Map.of());
      if (said.status() == 0) {
        return Optional.empty();
      }
      return Optional.of(
          said.lastError().isEmpty() ? "exit status " + said.status() : said.lastError());
    } catch (IOException e) {
      return Optional.of("cannot be started");
    }
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException if it cannot be started, or does not end
   */
  Said run(List<String> arguments, Map<String, String> environment) throws IOException {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(arguments);
    Path errors = Files.createTempFile("python-", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      List<String> out =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("%s does not end".formatted(line));
      }
      return new Said(process.exitValue(), out, last(errors));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + line, e);
    } finally {
      Files.delete(errors);
    }
  }

  private static String last(Path errors) throws IOException {
    return Files.readString(errors)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce("", (before, line) -> line);
  }
}
