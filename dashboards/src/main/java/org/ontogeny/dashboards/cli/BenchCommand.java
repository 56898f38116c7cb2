package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ontogeny.dashboards.bench.Answer;
import org.ontogeny.dashboards.bench.Benchmark;
import org.ontogeny.dashboards.bench.Benchmarks;
import org.ontogeny.dashboards.bench.CannotMeasure;
import org.ontogeny.dashboards.bench.FigureReport;
import org.ontogeny.dashboards.bench.GpuBenchmark;
import org.ontogeny.dashboards.bench.Measuring;
import org.ontogeny.dashboards.bench.peer.Peers;
import org.ontogeny.dashboards.bench.peer.Python;
import org.ontogeny.engine.data.DataDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ontogeny bench}: what was promised about speed and size, measured on this machine. */
@Command(
    name = "bench",
    description = {
      "Measure on this machine how fast the program is, beside what others use and beside what the"
          + " machine could do. Without NAME: all that every machine can run.",
      ""
    },
    footer = {
      "",
      "Names:",
      "  cd               learning by contrastive divergence",
      "  gibbs            Gibbs sweeps of a deep machine, unpruned",
      "  gibbs-sparse     the same with few synapses at random",
      "  gibbs-pruned     the same with the synapses that pruning left",
      "  product          sparse products over dense ones",
      "  actors           Gibbs sweeps by actors over those by plain threads",
      "  critical-period  growth, pruning and descent at every step, with its journal",
      "  memory           bytes a living synapse",
      "  journal          what journal and checkpoints cost a run",
      "  large            10^8 synapses in one process (not part of all)",
      "  gpu              Gibbs sweeps on a GPU (not part of all)",
      "",
      "Exit status 1 if a figure misses its target."
    })
final class BenchCommand implements Callable<Integer> {

  private static final int MINUTE = 60; // seconds

  private final Benchmarks benchmarks;

  @Spec private CommandSpec command;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "One of the names below.")
  private Optional<String> name;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description =
          "Folder of the scripts that measure other libraries, such as gpu-kernels/src/bench/python.")
  private Optional<Path> peers;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description =
          "Python for the scripts (default: the first of python3 and /usr/bin/python3 that can"
              + " import what they need).")
  private Optional<String> python;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of data sets (default: $ONTOGENY_DATA; without: drawn digits).")
  private Optional<Path> data;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "So many blocks of each side (default: 5; journal: 3 repeats).")
  private Optional<Integer> repeats;

  @Mixin private Threads threads;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description =
          "Folder on the disk that journal measures; nothing is left in it (default: one for"
              + " temporary files).")
  private Optional<Path> runs;

  @Option(
      names = "--layer",
      paramLabel = "N",
      description = "gpu: neurons of each population (default: 4096).")
  private Optional<Integer> layer;

  @Option(names = "--chains", paramLabel = "N", description = "gpu: Markov chains (default: 4096).")
  private Optional<Integer> chains;

  @Option(
      names = "--sweeps",
      paramLabel = "N",
      description = "gpu: sweeps between two looks at the clock (default: 50).")
  private Optional<Integer> sweeps;

  @Option(names = "--json", description = "Print each figure as a JSON object on a line.")
  private boolean json;

  BenchCommand() {
    this(Benchmarks.usual());
  }

  BenchCommand(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Integer call() throws IOException {
    Measuring how = measuring();
    List<Benchmark> chosen = chosen();
    int seconds = chosen.stream().mapToInt(benchmark -> benchmark.seconds(how)).sum();
    say("%s, about %s".formatted(names(chosen), duration(seconds)));
    List<Answer> answers = new ArrayList<>();
    for (Benchmark benchmark : chosen) {
      say(benchmark.name() + ": " + benchmark.question());
      answers.addAll(answers(benchmark, how));
    }
    PrintWriter out = command.commandLine().getOut();
    (json ? FigureReport.jsonLines(answers) : FigureReport.lines(answers)).forEach(out::println);
    out.flush();
    boolean missed =
        answers.stream()
            .flatMap(answer -> answer.figures().stream())
            .anyMatch(figure -> !figure.isMet().orElse(true));
    return missed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** One of many that cannot be measured here is left out, and that is said. */
  private List<Answer> answers(Benchmark benchmark, Measuring how) throws IOException {
    try {
      return benchmark.measure(how);
    } catch (CannotMeasure e) {
      if (name.isPresent()) {
        throw e;
      }
      say("left out: " + e.getMessage());
      return List.of(
          new Answer(benchmark.question(), List.of(), List.of("left out: " + e.getMessage())));
    }
  }

  private static String names(List<Benchmark> chosen) {
    return chosen.stream().map(Benchmark::name).collect(Collectors.joining(", "));
  }

  private List<Benchmark> chosen() {
    if (name.isEmpty()) {
      return benchmarks.plain();
    }
    Benchmark chosen =
        benchmarks
            .named(name.get())
            .orElseThrow(
                () ->
                    mistake(
                        "unknown benchmark '%s': expected one of %s"
                            .formatted(name.get(), String.join(", ", benchmarks.names()))));
    return List.of(chosen instanceof GpuBenchmark usual ? resized(usual) : chosen);
  }

  private GpuBenchmark resized(GpuBenchmark usual) {
    return new GpuBenchmark(
        size("--layer", layer, usual.layer()),
        size("--chains", chains, usual.chains()),
        size("--sweeps", sweeps, usual.sweeps()));
  }

  private int size(String option, Optional<Integer> given, int usual) {
    if (given.isPresent() && given.get() < 1) {
      throw mistake(option + ": expected a whole number of at least 1, got " + given.get());
    }
    return given.orElse(usual);
  }

  private void requireGpuFor(String option, Optional<Integer> given) {
    if (given.isPresent() && !name.equals(Optional.of("gpu"))) {
      throw mistake(option + " is for 'bench gpu' only");
    }
  }

  private Measuring measuring() {
    if (repeats.isPresent() && repeats.get() < 1) {
      throw mistake("--repeats: expected a whole number of at least 1, got " + repeats.get());
    }
    requireGpuFor("--layer", layer);
    requireGpuFor("--chains", chains);
    requireGpuFor("--sweeps", sweeps);
    requireFolder("--peers", peers);
    requireFolder("--data", data);
    int count = threads.count(command);
    Peers scripts =
        new Peers(
            peers,
            python.map(List::of).orElse(Python.USUAL),
            environment(count),
            Measuring.BLOCK,
            this::say);
    return new Measuring(
        repeats.map(OptionalInt::of).orElse(OptionalInt.empty()),
        count,
        Measuring.BLOCK,
        data,
        scripts,
        runs,
        this::say);
  }

  /** Peers get as many threads as we do, whatever this process was started with. */
  private Map<String, String> environment(int count) {
    Map<String, String> environment = new HashMap<>();
    environment.put("OMP_NUM_THREADS", Integer.toString(count));
    environment.put("OPENBLAS_NUM_THREADS", Integer.toString(count));
    environment.put("PYTHONDONTWRITEBYTECODE", "1"); // nothing is left beside the scripts
    DataDirectory.find(data, System.getenv())
        .ifPresent(
            folder ->
                environment.put(DataDirectory.VARIABLE, folder.path().toAbsolutePath().toString()));
    return environment;
  }

  private void requireFolder(String option, Optional<Path> folder) {
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw mistake(option + ": expected a folder, there is none: " + folder.get());
    }
  }

  private ParameterException mistake(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static String duration(int seconds) {
    return seconds < 2 * MINUTE
        ? seconds + " s"
        : Math.round(seconds / (double) MINUTE) + " minutes";
  }

  /** Tells on standard error what is going on. */
  private void say(String text) {
    PrintWriter err = command.commandLine().getErr();
    err.println("ontogeny: measuring " + text);
    err.flush();
  }
}
