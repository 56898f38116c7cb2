package org.ontogeny.dashboards.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * Where the program says what is no result. The launcher puts a filter before descriptor 2, because
 * the Java machine and native libraries write greetings there past Java, and leaves the true
 * standard error in descriptor 0, which the program does not read from. Opening {@code /dev/fd/N}
 * instead would not do: on Linux that opens a file anew, with a place in it of its own, so that
 * standard output to the same file would overwrite what was said.
 */
public final class StandardError {

  /** Property of the Java machine; {@code stdin} if the launcher has arranged that. */
  static final String PROPERTY = "ontogeny.stderr";

  private StandardError() {}

  /** Lets {@link System#err} go past the filter; to be called before anybody has used it. */
  public static void passFilter() {
    if (hasFilter()) {
      System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.in), true, charset()));
    }
  }

  private static boolean hasFilter() {
    return "stdin".equals(System.getProperty(PROPERTY));
  }

  /** Whether somebody watches. */
  public static boolean isTerminal() {
    return isTerminal(hasFilter() ? SystemStream.Input : SystemStream.Error);
  }

  /** Whether standard output goes to a terminal, too. */
  public static boolean hasOutputBeside() {
    return isTerminal() && isTerminal(SystemStream.Output);
  }

  private static boolean isTerminal(SystemStream stream) {
    try {
      return TerminalProvider.load("exec").isSystemStream(stream);
    } catch (IOException e) {
      return false; // who cannot be asked gets lines
    }
  }

  /** The size of the terminal that it is; empty if the terminal does not know. */
  public static Optional<TerminalSize> size() {
    String descriptor = hasFilter() ? "0" : "2";
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "stty size <&" + descriptor + " 2>/dev/null")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
      try (Scanner answer = new Scanner(process.getInputStream(), StandardCharsets.US_ASCII)) {
        int rows = answer.hasNextInt() ? answer.nextInt() : 0;
        int columns = answer.hasNextInt() ? answer.nextInt() : 0;
        return rows > 0 && columns > 0
            ? Optional.of(new TerminalSize(columns, rows))
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty(); // there is nobody to ask
    }
  }

  /** In which it writes. */
  public static Charset charset() {
    return Charset.forName(System.getProperty("native.encoding"));
  }
}
