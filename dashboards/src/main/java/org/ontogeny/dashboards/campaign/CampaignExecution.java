package org.ontogeny.dashboards.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Progress;

/**
 * Develops runs side by side in this process, each by actors and threads of its own. Runs of the
 * same examples share them. A run that fails leaves the others alone.
 */
public final class CampaignExecution {

  private final Path runs;
  private final Conditions conditions;
  private final int parallel;
  private final CampaignListener listener;
  private final Map<RunSpec.Data, Dataset> data = new HashMap<>(); // complete before a run begins
  private final Set<Run> developing = new HashSet<>(); // guarded by this
  private boolean stopping; // guarded by this

  /**
   * An execution.
   *
   * @param runs folder of all runs
   * @param conditions of each run
   * @param parallel how many runs at a time, at least 1
   */
  public CampaignExecution(
      Path runs, Conditions conditions, int parallel, CampaignListener listener) {
    this.runs = runs;
    this.conditions = conditions;
    this.parallel = parallel;
    this.listener = listener;
  }

  /**
   * Makes sure of what runs need, so that a mistake is known before one begins.
   *
   * @param folder of data sets, where the command line names one
   * @throws org.ontogeny.engine.data.DataException if examples cannot be had
   * @throws org.ontogeny.engine.spec.SpecException if there are fewer of them than a run asks for,
   *     or no such backend
   */
  public void prepare(List<CampaignRun> campaign, Optional<Path> folder) {
    Set<String> backends = new HashSet<>();
    for (CampaignRun one : campaign) {
      if (backends.add(one.spec().backend())) {
        one.spec().choice();
      }
      Dataset examples =
          data.computeIfAbsent(one.spec().data(), key -> Run.load(one.spec(), folder));
      one.spec().setting(examples);
    }
  }

  /** Develops runs that have been prepared until each has finished, stopped or failed. */
  public void develop(List<CampaignRun> campaign) {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    campaign.forEach(one -> threads.execute(() -> develop(one)));
    threads.shutdown();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
    }
  }

  private void develop(CampaignRun one) {
    try {
      Run run =
          new Run(
              one.begun(conditions.criteria()),
              data.get(one.spec().data()),
              one.directory(),
              conditions);
      run.onResume(
          past -> {
            if (past.isResumed()) {
              listener.resumed(one, past.checkpoint().network().step());
            } else {
              listener.began(one);
            }
          });
      if (enters(run)) {
        try {
          one.makeDirectory(runs);
          Duration time = run.develop(event -> {}, Progress.NONE);
          listener.finished(one, time);
        } finally {
          leave(run);
        }
      }
    } catch (Run.Stopped e) {
      listener.stopped(one, e.getMessage());
    } catch (RuntimeException | Error e) {
      listener.failed(one, e);
    }
  }

  /** Whether the run may begin. */
  private synchronized boolean enters(Run run) {
    return !stopping && developing.add(run);
  }

  private synchronized void leave(Run run) {
    developing.remove(run);
  }

  /** Whether it was told to stop. */
  public synchronized boolean isStopped() {
    return stopping;
  }

  /** Stops the present runs at their next fence and begins no more; for any thread. */
  public synchronized void stop() {
    stopping = true;
    developing.forEach(Run::stop);
  }
}
