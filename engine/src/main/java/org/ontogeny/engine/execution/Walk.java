package org.ontogeny.engine.execution;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Loop;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Tick;

/**
 * One group's way through one shard of one phase execution: where it is in the table, what it has
 * still to do in this tick, and what it waits for.
 */
final class Walk {

  /** A thing to do, once what it needs is there. */
  interface Action {

    /** What it waits for; empty when it can be done. */
    Optional<String> waitsFor();

    void perform();
  }

  final Place place;
  final Phase phase;
  final Inbox inbox;
  final Ledger ledger = new Ledger();

  private final Queue<Action> actions = new ArrayDeque<>();
  private final Queue<Runnable> deferred = new ArrayDeque<>();
  private int row = -1;
  private int tick;
  private int pass = 1;
  private boolean again;
  private boolean ended;

  Walk(Place place, Phase phase, Inbox inbox) {
    this.place = place;
    this.phase = phase;
    this.inbox = inbox;
  }

  /** Place of a walk in the order in which sums are formed: by step, then by shard. */
  record Place(long step, int shard) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byStep = Long.compare(step, other.step);
      return byStep != 0 ? byStep : Integer.compare(shard, other.shard);
    }
  }

  /** Goes to the next row of the table; false at its end. */
  boolean nextTick() {
    Loop loop = phase.loop();
    if (loop != null && row == loop.to() - 1 && pass < loop.times() && repeats(loop)) {
      pass++;
      row = loop.from();
    } else {
      row++;
    }
    tick++;
    return row < phase.ticks().size();
  }

  private boolean repeats(Loop loop) {
    return !loop.asks(pass) || again;
  }

  /** The current row. */
  Tick row() {
    return phase.ticks().get(row);
  }

  /** Running number of the current tick, from 1. */
  int tick() {
    return tick;
  }

  /** The pass of the loop, from 1. */
  int pass() {
    return pass;
  }

  boolean inLoop() {
    return phase.loop() != null && row >= phase.loop().from() && row < phase.loop().to();
  }

  /** Whether this row ends a pass that the conductor decides about. */
  boolean asksNow() {
    return phase.loop() != null && row == phase.loop().to() - 1 && phase.loop().asks(pass);
  }

  /** Adds the wait for the conductor's verdict on this pass. */
  void awaitVerdict() {
    then(
        new Action() {
          @Override
          public Optional<String> waitsFor() {
            return inbox.hasVerdict()
                ? Optional.empty()
                : Optional.of("the verdict on pass " + pass);
          }

          @Override
          public void perform() {
            Message.Verdict verdict = inbox.verdict();
            if (verdict.pass() != pass) {
              throw new IllegalStateException(
                  "expected the verdict on pass %d, got that on pass %d"
                      .formatted(pass, verdict.pass()));
            }
            again = verdict.again();
          }
        });
  }

  void end() {
    ended = true;
  }

  /** Whether its last tick is done; its contributions may still wait for their turn. */
  boolean ended() {
    return ended;
  }

  void then(Action action) {
    actions.add(action);
  }

  /** Adds something that can be done at once. */
  void then(Runnable action) {
    actions.add(
        new Action() {
          @Override
          public Optional<String> waitsFor() {
            return Optional.empty();
          }

          @Override
          public void perform() {
            action.run();
          }
        });
  }

  /** Does what can be done in this tick; true when all is done. */
  boolean perform() {
    while (!actions.isEmpty()) {
      if (actions.peek().waitsFor().isPresent()) {
        return false;
      }
      actions.remove().perform();
    }
    return true;
  }

  /** Checks that a message was sent in this tick: a lost one would let the next take its place. */
  void requireNow(int sent, GroupId from) {
    if (sent != tick) {
      throw new IllegalStateException(
          "expected a message of tick %d from %s, got one of tick %d; a message was lost"
              .formatted(tick, from, sent));
    }
  }

  /** Keeps a contribution to a sum until it is this walk's turn in the order of sums. */
  void defer(Runnable contribution) {
    deferred.add(contribution);
  }

  /** Makes the contributions kept so far: it is this walk's turn. */
  void contribute() {
    while (!deferred.isEmpty()) {
      deferred.remove().run();
    }
  }

  /** Where it is, in words. */
  String position() {
    return "step %d (%s, tick %d, shard %d)"
        .formatted(place.step(), phase.name(), tick, place.shard());
  }

  /** Where a group is on this walk and what it waits for. */
  Waiting waiting(GroupId group) {
    String input =
        actions.isEmpty() ? "its turn" : actions.peek().waitsFor().orElse("nothing: it can go on");
    return new Waiting(group, place.step(), place.shard(), tick, phase.name(), input);
  }
}
