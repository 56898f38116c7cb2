package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ontogeny.dashboards.server.http.Token;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The token that whoever asks a server has to know. It is never taken from the command line, which
 * every user of the computer can see.
 */
final class AccessToken {

  /** Name of a variable of the environment. */
  static final String VARIABLE = "ONTOGENY_TOKEN";

  private AccessToken() {}

  /**
   * The token in a file, else that of the environment; empty if there is none.
   *
   * @throws ParameterException if it cannot be had, or cannot be one
   */
  static Optional<Token> of(Optional<Path> file, CommandSpec command) {
    if (file.isPresent()) {
      return Optional.of(token("--token-file " + file.get(), text(file.get(), command), command));
    }
    return Optional.ofNullable(System.getenv(VARIABLE))
        .map(value -> token(VARIABLE, value, command));
  }

  private static String text(Path file, CommandSpec command) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ParameterException(
          command.commandLine(),
          "--token-file: expected a text file that can be read, got %s: %s".formatted(file, e));
    }
  }

  private static Token token(String where, String text, CommandSpec command) {
    try {
      return new Token(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), where + ": " + e.getMessage());
    }
  }
}
