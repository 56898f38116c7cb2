package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.actors.checkpoint.NumpyFile;
import org.ontogeny.actors.run.Fantasies;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.spec.RunSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny sample}: what a trained machine dreams of. */
@Command(
    name = "sample",
    description = "Let a trained Boltzmann machine dream, from random states.")
final class SampleCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Option(names = "--n", paramLabel = "N", required = true, description = "How many fantasies.")
  private int count;

  @Option(
      names = "--out",
      paramLabel = "FILE.npz",
      required = true,
      description = "File to write: array 'visible' [n, neurons], means in [0, 1].")
  private Path file;

  @Option(
      names = "--sweeps",
      paramLabel = "S",
      defaultValue = "1000",
      description = "Gibbs sweeps from the random states (default: ${DEFAULT-VALUE}).")
  private int sweeps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of states and draws (default: that of the run).")
  private Optional<Long> seed;

  @Mixin private Threads threads;

  @Override
  public Integer call() {
    require("--n", count);
    require("--sweeps", sweeps);
    if (!file.toString().endsWith(".npz")) {
      throw new ParameterException(
          command.commandLine(), "--out: expected a file that ends in .npz, got " + file);
    }
    RunSpec spec = run.spec();
    if (spec.network().graded()) {
      throw new ParameterException(
          command.commandLine(),
          "RUN: expected the run of a Boltzmann machine, got a network that learns by error and"
              + " has no chains");
    }
    NetworkState state = run.state(command.commandLine().getErr());
    float[] visible =
        new Fantasies(count, sweeps, seed.orElse(spec.seed()))
            .of(
                spec,
                NetworkArrays.of(spec.network(), state),
                spec.choice().kernels(),
                threads.count(command));
    int neurons = spec.network().visible().neurons();
    NumpyFile.write(file, "visible", visible, count, neurons);
    PrintWriter out = command.commandLine().getOut();
    out.println(
        "%s: visible [%d, %d], means after %d sweeps of the network of step %,d"
            .formatted(file, count, neurons, sweeps, state.step()));
    out.flush();
    return ExitCode.OK;
  }

  private void require(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(),
          "%s: expected a whole number of at least 1, got %d".formatted(option, value));
    }
  }
}
