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
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.engine.stage.Lesion;

/**
 * What a run does at its fences besides developing: it repeats what was done to it before it was
 * resumed, takes wishes, checkpoints and stops.
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
  private final Queue<Open> brought = new ConcurrentLinkedQueue<>();
  private final Queue<Open> postponed = new ArrayDeque<>(); // until nothing is computed again
  private final Queue<Open> afterCheckpoint = new ArrayDeque<>();

  FenceKeeper(
      Specification specification,
      Continuation continuation,
      SqliteJournal journal,
      Checkpointer checkpointer) {
    this.specification = specification;
    this.continuation = continuation;
    this.journal = journal;
    this.checkpointer = checkpointer;
  }

  /** Brings a wish; may be called from any thread. */
  void bring(Wish wish, Consumer<Optional<String>> answer) {
    brought.add(new Open(wish, answer));
  }

  @Override
  public void reached(Development development) {
    while (repeats(development)) {
      // each may be followed by another at the same fence
    }
    told();
    boolean stop = take();
    if (!continuation.next().isPresent()) {
      postponed.forEach(open -> grant(open, development));
      postponed.clear();
    }
    if (stop || !afterCheckpoint.isEmpty() || isDue(development)) {
      checkpoint(development);
    }
    if (stop) {
      throw new Run.Stopped(development.step());
    }
  }

  private boolean isDue(Development development) {
    return development.betweenStages() || checkpointer.isDue();
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
      change(new Wish.Change(changed.values()), development);
    } else if (intervened instanceof Fact.Lesioned lesioned) {
      development.lesion(new Lesion(lesioned.population(), lesioned.share(), lesioned.neurons()));
    }
    return true;
  }

  /** Takes what was brought; true if the run shall stop. */
  private boolean take() {
    boolean stop = false;
    for (Open open = brought.poll(); open != null; open = brought.poll()) {
      if (open.wish() instanceof Wish.Stop) {
        stop = true;
        afterCheckpoint.add(open);
      } else if (open.wish() instanceof Wish.Checkpoint) {
        afterCheckpoint.add(open);
      } else {
        postponed.add(open);
      }
    }
    return stop;
  }

  private void grant(Open open, Development development) {
    try {
      if (open.wish() instanceof Wish.Change change) {
        change(change, development);
      } else if (open.wish() instanceof Wish.Wound wound) {
        development.lesion(wound.lesion());
      }
      open.granted();
    } catch (SpecException | IllegalArgumentException e) {
      open.refused(e.getMessage());
    }
  }

  private void change(Wish.Change change, Development development) {
    RunSpec next = specification.with(change.values());
    development.change(change.values(), next.setting(development.data()), next.experiment());
    specification.become(change.values());
  }

  /** Behind the run, unless somebody waits for it. */
  private void checkpoint(Development development) {
    long began = System.nanoTime();
    checkpointer.write(development.checkpoint(), began);
    if (!afterCheckpoint.isEmpty()) {
      finish();
      afterCheckpoint.forEach(Open::granted);
      afterCheckpoint.clear();
    }
  }

  /** Waits for the last checkpoint. */
  void finish() {
    checkpointer.finish();
    told();
  }

  private void told() {
    checkpointer.written().forEach(written -> journal.record("checkpointed", written.facts()));
  }

  /** The run goes on no more: whoever still waits is told why. */
  void end(String why) {
    List.of(brought, postponed, afterCheckpoint)
        .forEach(
            queue -> {
              for (Open open = queue.poll(); open != null; open = queue.poll()) {
                open.refused(why);
              }
            });
  }
}
