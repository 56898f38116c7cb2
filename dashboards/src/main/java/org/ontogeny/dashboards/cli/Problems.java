package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.ontogeny.actors.checkpoint.DamagedCheckpoint;
import org.ontogeny.actors.journal.Continuation;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.bench.CannotMeasure;
import org.ontogeny.dashboards.server.CannotListen;
import org.ontogeny.engine.data.DataException;
import org.ontogeny.engine.execution.GroupFailure;
import org.ontogeny.engine.plugin.PluginException;
import org.ontogeny.engine.spec.SpecException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what went wrong, on standard error. A mistake of the user's and a failure that explains
 * itself get a message; what nobody expected gets its stack trace too.
 */
final class Problems implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + message(e, command));
    err.println("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException e, CommandLine command) {
    if (e instanceof UnmatchedArgumentException unmatched && !command.getSubcommands().isEmpty()) {
      return "unknown command '%s': expected one of %s"
          .formatted(
              unmatched.getUnmatched().get(0),
              String.join(", ", command.getSubcommands().keySet()));
    }
    return e.getMessage();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("ontogeny: " + text(e));
    err.flush();
    return isMistake(e) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** What went wrong, in a line or, if nobody expected it, with its stack trace. */
  static String text(Throwable e) {
    if (isMistake(e) || isFailure(e)) {
      return e.getMessage();
    } else if (e instanceof UncheckedIOException unreadable) {
      return message(unreadable);
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace, true));
    return "unexpected failure%n%s".formatted(trace.toString().stripTrailing());
  }

  /** With its cause, unless it tells of that already. */
  private static String message(UncheckedIOException e) {
    IOException cause = e.getCause();
    if (e.getMessage().equals(cause.toString())) {
      return cause.getMessage();
    }
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    boolean isFileOnly = root instanceof FileSystemException file && file.getReason() == null;
    return !isFileOnly && e.getMessage().contains("" + root.getMessage())
        ? e.getMessage()
        : e.getMessage() + ": " + cause;
  }

  private static boolean isMistake(Throwable e) {
    return e instanceof SpecException
        || e instanceof DataException
        || e instanceof PluginException
        || e instanceof RunDirectory.Unusable
        || e instanceof CannotListen;
  }

  /** What says for itself what is wrong with the files of a run, or with the machine. */
  private static boolean isFailure(Throwable e) {
    return e instanceof GroupFailure
        || e instanceof CannotMeasure
        || e instanceof DamagedJournal
        || e instanceof DamagedCheckpoint
        || e instanceof Continuation.Deviation;
  }
}
