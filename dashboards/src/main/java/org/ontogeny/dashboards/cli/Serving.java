package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.function.IntSupplier;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.Listening;
import org.ontogeny.dashboards.server.Server;
import org.ontogeny.dashboards.server.api.LiveRuns;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option to serve runs while one of them develops. */
final class Serving {

  private static final String USUAL = "" + Listening.PORT;

  @Option(
      names = "--serve",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = USUAL,
      preprocessor = PortAfterEqualsSign.class,
      description = {
        "Serve the runs on this computer's loopback address meanwhile, as 'ontogeny serve' does",
        "(port: " + USUAL + " unless given as --serve=PORT; 0 for a free one)."
      })
  private Optional<Integer> port = Optional.empty();

  private final LiveRuns live = new LiveRuns();

  /** Else {@code --serve quick} would take the name of an experiment for a port. */
  static final class PortAfterEqualsSign implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // the interface has it
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        arguments.push(USUAL);
      }
      return false;
    }
  }

  /** Lets those who are served see a run from inside while this process develops it. */
  void show(RunDirectory directory, Run run) {
    live.show(directory.id(), run);
  }

  /**
   * Does something, and serves runs meanwhile where that was asked for.
   *
   * @return what that something returns
   * @throws org.ontogeny.dashboards.server.CannotListen if it cannot be served; then nothing was
   *     done
   */
  int during(RunsFolder runs, CommandSpec command, IntSupplier something) {
    if (port.isEmpty()) {
      return something.getAsInt();
    }
    PrintWriter err = command.commandLine().getErr();
    Listening listening =
        Listening.onLoopback(port.get(), AccessToken.of(Optional.empty(), command));
    try (Server server = Server.start(runs.path(), listening, live, err)) {
      err.println("ontogeny: serving %s at %s".formatted(runs.path(), server.url()));
      err.flush();
      return something.getAsInt();
    }
  }
}
