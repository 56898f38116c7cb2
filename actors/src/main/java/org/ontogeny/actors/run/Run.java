package org.ontogeny.actors.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.actors.checkpoint.NumpyFile;
import org.ontogeny.actors.journal.JsonLinesJournal;
import org.ontogeny.actors.journal.Operations;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.backend.Backends;

/**
 * One run of an experiment by actors, with everything that it leaves in its directory. It develops
 * once; {@link #stop} may be called meanwhile from another thread.
 */
public final class Run {

  /**
   * On what and by what a run is carried out; no result depends on it.
   *
   * @param threads that compute, at least 1
   * @param program version of the program, and more about its build, for the record
   */
  public record Conditions(int threads, Map<String, String> program) {}

  /** The run was told to stop and has stopped in order. */
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("the run was stopped before its end");
    }
  }

  private final RunSpec spec;
  private final Dataset data;
  private final RunDirectory directory;
  private final Conditions conditions;
  private final Kernels kernels;
  private volatile StoppableExecutor executor; // null before the actors are there
  private volatile boolean stopping;

  /**
   * A run that has not begun.
   *
   * @param data as {@link #load} gives it
   * @param directory new, with nothing in it
   */
  public Run(RunSpec spec, Dataset data, RunDirectory directory, Conditions conditions) {
    this.spec = spec;
    this.data = data;
    this.directory = directory;
    this.conditions = conditions;
    this.kernels = Backends.named(spec.backend());
  }

  /**
   * The examples that a specification asks for.
   *
   * @param folder of data sets, where the command line names one
   * @throws org.ontogeny.engine.data.DataException if they cannot be had
   * @throws SpecException if the specification asks for more than there are
   */
  public static Dataset load(RunSpec spec, Optional<Path> folder) {
    RunSpec.Data wanted = spec.data();
    Dataset data =
        Datasets.load(
            wanted.set(), wanted.side(), wanted.train(), wanted.test(), wanted.seed(), folder);
    spec.setting(data);
    return data;
  }

  /** What the bits of the results depend on besides the specification. */
  public String arithmetic() {
    return kernels.arithmetic();
  }

  /**
   * Develops the network to the end of the experiment.
   *
   * @param follower hears every event after the journal
   * @return how long it took
   * @throws Stopped if it was told to stop
   * @throws org.ontogeny.engine.execution.GroupFailure if a group failed or a message was lost
   */
  public Duration develop(Journal follower, Progress progress) {
    long start = System.nanoTime();
    writeSpecification();
    NetworkState born = spec.birth().of(spec.network());
    Arrangement arrangement = Arrangement.of(conditions.threads());
    try (ActorExecutor actors =
            ActorExecutor.start(spec.network(), born.groups(), spec.seed(), kernels, arrangement);
        Operations operations =
            Operations.create(directory.path(), Clock.systemUTC(), actors.system())) {
      operations.record("started", started());
      try {
        carryOut(born, actors, follower, progress);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        operations.record("finished", Map.of("seconds", took.toMillis() / 1000.0));
        return took;
      } catch (Stopped e) {
        operations.record("stopped", Map.of("message", e.getMessage()));
        throw e;
      } catch (RuntimeException | Error e) {
        operations.record("failed", Map.of("message", "" + e.getMessage(), "error", e.toString()));
        throw e;
      }
    }
  }

  /** Stops at the next fence; {@link #develop} then throws {@link Stopped}. */
  public void stop() {
    stopping = true;
    StoppableExecutor running = executor;
    if (running != null) {
      running.stop();
    }
  }

  private void carryOut(
      NetworkState born, ActorExecutor actors, Journal follower, Progress progress) {
    StoppableExecutor stoppable = new StoppableExecutor(actors);
    executor = stoppable;
    if (stopping) {
      stoppable.stop();
    }
    try (JsonLinesJournal journal = JsonLinesJournal.create(directory.path(), actors.system())) {
      Journal both =
          event -> {
            journal.append(event);
            follower.append(event);
          };
      Development development =
          new Development(spec.setting(data), born, stoppable, both, progress);
      spec.experiment().develop(development);
      NumpyFile.write(directory.state(), NetworkArrays.of(spec.network(), development.copy()));
    }
  }

  private void writeSpecification() {
    try {
      Files.writeString(directory.specification(), spec.resolved());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory.specification(), e);
    }
  }

  private Map<String, Object> started() {
    Network network = spec.network();
    Map<String, Object> facts = new LinkedHashMap<>(conditions.program());
    facts.put("java", "%s %s".formatted(property("java.vm.name"), property("java.version")));
    facts.put(
        "system",
        "%s %s, %s".formatted(property("os.name"), property("os.version"), property("os.arch")));
    facts.put("backend-asked", spec.backend());
    facts.put("backend", kernels.backend());
    facts.put("backend-reason", reason());
    facts.put("arithmetic", kernels.arithmetic());
    facts.put("threads", conditions.threads());
    facts.put("placement", "one actor a group");
    facts.put("neuron-groups", network.neuronGroups().size());
    facts.put("synapse-groups", network.synapseGroups().size());
    facts.put("data", data.provenance().describe());
    return facts;
  }

  private String reason() {
    return spec.backend().equals("auto")
        ? "auto takes the fastest backend that is built: " + kernels.backend()
        : "the specification names it";
  }

  private static String property(String name) {
    return System.getProperty(name);
  }
}
