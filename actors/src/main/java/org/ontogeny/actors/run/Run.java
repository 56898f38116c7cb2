package org.ontogeny.actors.run;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.javadsl.Source;
import org.ontogeny.actors.checkpoint.CheckpointFolder;
import org.ontogeny.actors.checkpoint.Checkpointer;
import org.ontogeny.actors.checkpoint.WholeFile;
import org.ontogeny.actors.journal.Continuation;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.actors.snapshot.Snapshotter;
import org.ontogeny.actors.stream.LiveActivity;
import org.ontogeny.actors.stream.SourceStimuli;
import org.ontogeny.engine.data.DataDirectory;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.engine.stage.Stimuli;
import org.ontogeny.kernel.backend.Choice;

/**
 * One run of an experiment by actors, with everything that it leaves in its directory: new, or
 * resumed after its process ended, however it did. It develops once; wishes may be brought
 * meanwhile from other threads, and by other processes through {@link Wishes}.
 */
public final class Run {

  private static final Duration GLANCE = Duration.ofMillis(200); // at what others wish

  /** The run was told to stop and has stopped in order; it can be resumed. */
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped(long step) {
      super("the run was stopped at step " + step);
    }
  }

  private final RunSpec spec;
  private final Dataset data;
  private final RunDirectory directory;
  private final Conditions conditions;
  private final Choice backend;
  private final List<FenceKeeper.Open> early = new ArrayList<>(); // guarded by this
  private Optional<LongFunction<? extends Source<float[], ?>>> sources = Optional.empty();
  private Consumer<Past> notices = past -> {};
  private LiveActivity activity = new LiveActivity(); // to which nobody listens
  private FenceKeeper keeper; // null before the first fence; guarded by this
  private volatile ActorSystem<?> system; // null unless the run develops

  /**
   * A run that has not begun, or one to be resumed if the directory has a journal.
   *
   * @param spec as it was when the run began, read with the criteria of the conditions
   * @param data as {@link #load} gives it
   * @throws SpecException if its backend cannot be had on this machine
   */
  public Run(RunSpec spec, Dataset data, RunDirectory directory, Conditions conditions) {
    this.spec = spec;
    this.data = data;
    this.directory = directory;
    this.conditions = conditions;
    this.backend = spec.choice();
  }

  /**
   * The examples that a specification asks for.
   *
   * @param folder of data sets, where the command line names one
   * @throws org.ontogeny.engine.data.DataException if they cannot be had
   * @throws SpecException if the specification asks for more than there are
   */
  public static Dataset load(RunSpec spec, Optional<Path> folder) {
    Dataset data = spec.data().load(DataDirectory.find(folder, System.getenv()));
    spec.setting(data);
    return data;
  }

  /** What computes, and why. */
  public Choice backend() {
    return backend;
  }

  /**
   * Learns from a stream instead of the training examples; evaluation still uses the data set, and
   * a stage {@code anew} with {@code examples = transfer} learns from the second one. To be called
   * before the run develops, and again in the same way before it is resumed.
   *
   * @param from gives the stimuli from a number on, counted from 0, a state in [0, 1] of every
   *     visible neuron each; the run asks for them as it needs them
   * @throws IllegalStateException if the network learns by error, for stimuli have no targets
   */
  public void learnFrom(LongFunction<? extends Source<float[], ?>> from) {
    if (spec.network().graded()) {
      throw new IllegalStateException(
          "expected a Boltzmann machine, got a network that learns by error: streams have no targets");
    }
    sources = Optional.of(from);
  }

  /** Tells somebody, before it goes on, what a resumed run has found. */
  public void onResume(Consumer<Past> listener) {
    notices = listener;
  }

  /**
   * Lets others listen to what the network does while it develops; no result depends on it. To be
   * called before the run develops. Who listens when the run goes on no more hears the end.
   */
  public void observedBy(LiveActivity listened) {
    activity = listened;
  }

  /**
   * Develops the network to the end of the experiment, in the calling thread as well, which must
   * not be one of a pool that anything else waits for.
   *
   * @param follower hears every event of the run, those from before it was resumed first; new ones
   *     at once, before they are on the disk
   * @return how long it took
   * @throws Stopped if it was told to stop
   * @throws RunDirectory.Unusable if another process develops the run, or it cannot be resumed
   * @throws org.ontogeny.actors.journal.DamagedJournal if its journal is not what was written
   * @throws Continuation.Deviation if a resumed run computes another event than it did before
   * @throws org.ontogeny.engine.execution.GroupFailure if a group failed or a message was lost
   */
  public Duration develop(Journal follower, Progress progress) {
    long start = System.nanoTime();
    RunLock lock = RunLock.take(directory);
    try (lock) {
      writeSpecification();
      new Wishes(directory).clear();
      CheckpointFolder folder = new CheckpointFolder(directory.checkpoints(), conditions.keep());
      folder.clean();
      try (Past past =
          Past.of(directory, spec, folder, circumstances().lasting(), conditions.criteria())) {
        new SnapshotFolder(directory.snapshots()).clean(past.last());
        develop(past, folder, follower, progress, start);
      }
      return Duration.ofNanos(System.nanoTime() - start);
    } finally {
      activity.end();
    }
  }

  private void develop(
      Past past, CheckpointFolder folder, Journal follower, Progress progress, long start) {
    RunSpec now = past.specification().current();
    try (ActorExecutor actors =
            ActorExecutor.start(
                now.network(),
                past.checkpoint().network().groups(),
                now.seed(),
                backend.kernels(),
                Arrangement.of(conditions.threads(), backend.kernels()),
                conditions.criteria());
        SqliteJournal journal =
            past.isResumed()
                ? SqliteJournal.open(directory.path(), conditions.clock(), actors.system())
                : SqliteJournal.create(directory.path(), conditions.clock(), actors.system())) {
      journal.record(past.hasStarted() ? "resumed" : "started", circumstances().facts(past));
      journal.flush(); // under which circumstances a run began must be known whatever happens
      for (String damage : past.damages()) {
        journal.record("checkpoint-damaged", Map.of("message", damage));
      }
      system = actors.system();
      notices.accept(past);
      past.recorded().forEachOrdered(follower::append);
      try {
        carryOut(past, folder, actors, journal, follower, progress);
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        journal.record("finished", Map.of("seconds", seconds));
      } catch (Stopped e) {
        journal.record("stopped", Map.of("message", e.getMessage()));
        throw e;
      } catch (RuntimeException | Error e) {
        tell(journal, e);
        throw e;
      } finally {
        system = null;
      }
    }
  }

  private Circumstances circumstances() {
    return new Circumstances(spec, data, sources.isPresent(), conditions, backend);
  }

  /** The failure itself is thrown; if it is that nothing can be written, this cannot be either. */
  private static void tell(SqliteJournal journal, Throwable failure) {
    try {
      journal.record(
          "failed", Map.of("message", "" + failure.getMessage(), "error", failure.toString()));
    } catch (UncheckedIOException e) {
      failure.addSuppressed(e);
    }
  }

  private void carryOut(
      Past past,
      CheckpointFolder folder,
      ActorExecutor actors,
      SqliteJournal journal,
      Journal follower,
      Progress progress) {
    Executor blocking =
        actors
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("ontogeny.dispatcher.blocking"));
    Checkpointer checkpointer =
        new Checkpointer(folder, journal, blocking, conditions.checkpoints());
    Continuation continuation = new Continuation(past.toBeComputedAgain(), both(journal, follower));
    Snapshotter snapshotter = new Snapshotter(new SnapshotFolder(directory.snapshots()), blocking);
    FenceKeeper fences =
        new FenceKeeper(past.specification(), continuation, journal, checkpointer, snapshotter);
    Wishes wishes = new Wishes(directory, journal);
    Cancellable glances = glance(wishes, fences, actors.system(), blocking);
    RunSpec now = past.specification().current();
    try (SourceStimuli streamed = streamed(now, fences, actors.system())) {
      listen(fences);
      Stimuli stimuli = streamed == null ? now.setting(data).batches() : streamed;
      progress.advanced(Development.updates(past.checkpoint()));
      Development development =
          new Development(
              now.setting(data), past.checkpoint(), stimuli, actors, continuation, progress);
      try {
        development.develop(now.experiment(), new Observer(activity, fences));
      } catch (SourceStimuli.Abandoned e) {
        fences.stop(development); // nothing has changed since the last fence
      }
      fences.finish();
    } catch (RuntimeException | Error e) {
      fences.finishAfter(e);
      throw e;
    } finally {
      glances.cancel();
      fences.end("run %s goes on no more".formatted(directory.id()));
    }
  }

  /** Null where the run learns from its data set. */
  private SourceStimuli streamed(RunSpec now, FenceKeeper fences, ActorSystem<?> system) {
    return sources
        .map(
            from ->
                new SourceStimuli(
                    from,
                    now.network().visible().neurons(),
                    now.examples().columns(),
                    fences::isStopWished,
                    system))
        .orElse(null);
  }

  private static Journal both(SqliteJournal journal, Journal follower) {
    return new Journal() {
      @Override
      public void append(Event event) {
        journal.append(event);
        follower.append(event);
      }

      @Override
      public void fence() {
        journal.fence();
        follower.fence();
      }
    };
  }

  private synchronized void listen(FenceKeeper fences) {
    keeper = fences;
    early.forEach(open -> fences.bring(open.wish(), open.answer()));
  }

  /**
   * Brings a wish; may be called from any thread.
   *
   * @param answer hears, once, when the wish is granted, or why it is refused
   */
  public synchronized void wish(Wish wish, Consumer<Optional<String>> answer) {
    if (keeper == null) {
      early.add(new FenceKeeper.Open(wish, answer));
    } else {
      keeper.bring(wish, answer);
    }
  }

  /**
   * How many messages wait for each actor that hosts groups, by its name; may be asked by any
   * thread.
   */
  public Map<String, Integer> mailboxes() {
    ActorSystem<?> running = system;
    return running == null ? Map.of() : CountedMailbox.sizes(running.classicSystem());
  }

  /** Stops at the next fence; {@link #develop} then throws {@link Stopped}. */
  public void stop() {
    wish(new Wish.Stop(), refusal -> {});
  }

  /** Looks for wishes of other processes now and then. */
  private static Cancellable glance(
      Wishes wishes, FenceKeeper fences, ActorSystem<?> system, Executor blocking) {
    return system
        .classicSystem()
        .scheduler()
        .scheduleWithFixedDelay(
            GLANCE,
            GLANCE,
            () -> wishes.pass(fences),
            scala.concurrent.ExecutionContext.fromExecutor(blocking));
  }

  private void writeSpecification() {
    if (!Files.exists(directory.specification())) {
      WholeFile.write(directory.specification(), spec.resolved());
    }
  }
}
