package org.ontogeny.dashboards.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
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
      Charset charset = Charset.forName(System.getProperty("native.encoding"));
      System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.in), true, charset));
    }
  }

  private static boolean hasFilter() {
    return "stdin".equals(System.getProperty(PROPERTY));
  }

  /** Whether somebody watches. */
  public static boolean isTerminal() {
    try {
      return TerminalProvider.load("exec")
          .isSystemStream(hasFilter() ? SystemStream.Input : SystemStream.Error);
    } catch (IOException e) {
      return false; // who cannot be asked gets lines
    }
  }
}
