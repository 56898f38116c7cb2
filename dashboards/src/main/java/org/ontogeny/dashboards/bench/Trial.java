package org.ontogeny.dashboards.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ontogeny.actors.run.ActorExecutor;
import org.ontogeny.actors.run.Arrangement;
import org.ontogeny.actors.run.Run;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.kernel.Kernels;

/**
 * An experiment that a benchmark develops by the real actors, as often as it likes.
 *
 * @param threads that compute
 */
record Trial(RunSpec spec, Dataset data, Kernels kernels, int threads) {

  /** The experiment of a file. */
  static Trial of(Path file, int threads) {
    return of(SpecReader.read(file.toString(), Map.of()), Optional.empty(), threads);
  }

  /** An experiment on data from a folder, where it needs one. */
  static Trial of(RunSpec spec, Optional<Path> data, int threads) {
    return new Trial(spec, Run.load(spec, data), spec.choice().kernels(), threads);
  }

  /** The network when it has just been born. */
  Checkpoint born() {
    return Checkpoint.of(spec.birth().of(spec.network()));
  }

  /** Actors that carry the network from there on. */
  ActorExecutor start(Checkpoint from) {
    return ActorExecutor.start(
        spec.network(),
        from.network().groups(),
        spec.seed(),
        kernels,
        Arrangement.of(threads, kernels));
  }

  /** Develops to the end of an experiment. */
  void develop(
      Experiment experiment,
      Checkpoint from,
      ActorExecutor actors,
      Journal journal,
      Fences fences) {
    new Development(
            spec.setting(data), from, spec.setting(data).batches(), actors, journal, Progress.NONE)
        .develop(experiment, fences);
  }
}
