package org.ontogeny.actors.run;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.ontogeny.actors.checkpoint.Checkpointer;
import org.ontogeny.actors.journal.Continuation;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.actors.snapshot.SnapshotArrays;
import org.ontogeny.actors.snapshot.Snapshotter;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.engine.stage.Lesion;

/**
 * What a run does at its fences besides developing: it repeats what was done to it before it was
 * resumed, takes wishes, keeps snapshots, checkpoints and stops.
 */
final class FenceKeeper implements Fences {

  /**
   * A wish that waits for a fence.
   *
   * @param answer hears, once, when the wish is granted, or why it is refused
   */
  record Open(Wish wish, Consumer<Optional<String>> answer) {

    void granted() {
      answer.accept(Optional.empty());
    }

    void refused(String why) {
      answer.accept(Optional.of(why));
    }
  }

  private final Specification specification;
  private final Continuation continuation;
  private final SqliteJournal journal;
  private final Checkpointer checkpointer;
  private final Snapshotter snapshotter;
  private final Queue<Open> brought = new ConcurrentLinkedQueue<>();
  private final Queue<Open> stops = new ArrayDeque<>();
  private final Queue<Open> checkpoints = new ArrayDeque<>();
  private final Queue<Open> interventions = new ArrayDeque<>();

  FenceKeeper(
      Specification specification,
      Continuation continuation,
      SqliteJournal journal,
      Checkpointer checkpointer,
      Snapshotter snapshotter) {
    this.specification = specification;
    this.continuation = continuation;
    this.journal = journal;
    this.checkpointer = checkpointer;
    this.snapshotter = snapshotter;
  }

  /** Brings a wish; may be called from any thread. */
  void bring(Wish wish, Consumer<Optional<String>> answer) {
    brought.add(new Open(wish, answer));
  }

  /** Whether somebody wants the run to stop; may be asked from any thread. */
  boolean isStopWished() {
    return brought.stream().anyMatch(open -> open.wish() instanceof Wish.Stop);
  }

  @Override
  public void reached(Development development) {
    while (repeats(development)) {
      // each may be followed by another at the same fence
    }
    told();
    take();
    intervene(development);
    if (!checkpoints.isEmpty() || development.betweenStages() || checkpointer.isDue()) {
      checkpoint(development);
    }
    if (!stops.isEmpty()) {
      stop(development);
    }
  }

  /** Also where the snapshot was recorded before: a file that was lost is written again. */
  @Override
  public void snapshot(Fact.Snapshot snapshot, Development development) {
    SnapshotArrays arrays =
        SnapshotArrays.of(
            development.network(), development.setting().chains(), development.copy(), snapshot);
    snapshotter.write(development.seq(), development.step(), arrays);
  }

  /** Sorts what was brought. */
  private void take() {
    for (Open open = brought.poll(); open != null; open = brought.poll()) {
      if (open.wish() instanceof Wish.Stop) {
        stops.add(open);
      } else if (open.wish() instanceof Wish.Checkpoint) {
        checkpoints.add(open);
      } else {
        interventions.add(open);
      }
    }
  }

  /**
   * Checkpoints, waits for that, and stops.
   *
   * @throws Run.Stopped always, unless the run has ended anyway
   */
  void stop(Development development) {
    take();
    if (!development.hasEnded()) {
      checkpoint(development);
    }
    finish();
    stops.forEach(Open::granted);
    stops.clear();
    if (!development.hasEnded()) {
      throw new Run.Stopped(development.step());
    }
  }

  /** Does again what was done to the run at this fence, if anything was; true if so. */
  private boolean repeats(Development development) {
    Fact fact = continuation.next().map(event -> event.fact()).orElse(null);
    if (!(fact instanceof Fact.Intervened intervened)
        || continuation.next().get().seq() != development.seq() + 1
        || !intervened.place().equals(development.place())) {
      return false;
    }
    if (intervened instanceof Fact.Changed changed) {
      Wish.Change change = new Wish.Change(changed.values());
      change(change, specification.with(change.values()), development);
    } else if (intervened instanceof Fact.Lesioned lesioned) {
      development.lesion(new Lesion(lesioned.population(), lesioned.share(), lesioned.neurons()));
    }
    return true;
  }

  /**
   * Grants interventions, but not before the run's first event nor before everything recorded has
   * been computed again. This one waits for the disk: what somebody was told to be done must stay
   * done.
   */
  private void intervene(Development development) {
    if (interventions.isEmpty() || development.seq() == 0 || continuation.next().isPresent()) {
      return;
    }
    Queue<Open> done = new ArrayDeque<>();
    for (Open open = interventions.poll(); open != null; open = interventions.poll()) {
      Optional<String> refusal = intervene(open.wish(), development);
      if (refusal.isPresent()) {
        open.refused(refusal.get());
      } else {
        done.add(open);
      }
    }
    if (!done.isEmpty()) {
      journal.flush();
      done.forEach(Open::granted);
    }
  }

  private Optional<String> intervene(Wish wish, Development development) {
    if (development.hasEnded()) {
      return Optional.of("the run has ended");
    }
    RunSpec next = null;
    if (wish instanceof Wish.Change change) {
      try {
        next = specification.with(change.values());
      } catch (RuntimeException e) { // whatever a value does to a reader, nothing has changed yet
        return Optional.of("" + e.getMessage());
      }
    }
    try {
      if (wish instanceof Wish.Change change) {
        change(change, next, development);
      } else if (wish instanceof Wish.Wound wound) {
        development.lesion(wound.lesion());
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private void change(Wish.Change change, RunSpec next, Development development) {
    development.change(change.values(), next.setting(development.data()), next.experiment());
    specification.become(change.values());
  }

  /** Behind the run; who wished for it hears when it has its name. */
  private void checkpoint(Development development) {
    long began = System.nanoTime();
    List<Open> waiting = List.copyOf(checkpoints);
    checkpoints.clear();
    checkpointer.write(
        development.checkpoint(),
        began,
        snapshotter.written(),
        () -> waiting.forEach(Open::granted));
  }

  /** Waits for the last checkpoint and snapshot. */
  void finish() {
    snapshotter.finish();
    finishCheckpoints();
  }

  private void finishCheckpoints() {
    checkpointer.finish();
    told();
  }

  /**
   * The run has failed: waits all the same for what is being written, before the next process may
   * have the directory.
   */
  void finishAfter(Throwable failure) {
    for (Runnable last : List.<Runnable>of(snapshotter::finish, this::finishCheckpoints)) {
      try {
        last.run();
      } catch (RuntimeException e) {
        if (e != failure) {
          failure.addSuppressed(e);
        }
      }
    }
  }

  private void told() {
    checkpointer.written().forEach(written -> journal.record("checkpointed", written.facts()));
  }

  /** The run goes on no more: whoever still waits is told why. */
  void end(String why) {
    take();
    List.of(stops, checkpoints, interventions)
        .forEach(
            queue -> {
              queue.forEach(open -> open.refused(why));
              queue.clear();
            });
  }
}
