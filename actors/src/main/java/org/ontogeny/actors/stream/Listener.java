package org.ontogeny.actors.stream;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The room for what somebody has not listened to yet. */
final class Listener {

  /** Observations that wait at most. */
  static final int ROOM = 2;

  // Guarded by this.
  private final Queue<Observation> room = new ArrayDeque<>();
  private CompletableFuture<Optional<LiveActivity.Heard>> asked; // null unless somebody waits
  private long dropped;
  private boolean ended;

  /** What comes next, when it comes; empty at the end. One at a time. */
  synchronized CompletionStage<Optional<LiveActivity.Heard>> next() {
    CompletableFuture<Optional<LiveActivity.Heard>> next = new CompletableFuture<>();
    asked = next;
    give();
    return next;
  }

  synchronized void tell(Observation observation) {
    if (room.size() == ROOM) {
      room.remove();
      dropped++;
    }
    room.add(observation);
    give();
  }

  synchronized void end() {
    ended = true;
    give();
  }

  private void give() {
    if (asked == null || (room.isEmpty() && !ended)) {
      return;
    }
    Optional<LiveActivity.Heard> heard =
        Optional.ofNullable(room.poll())
            .map(observation -> new LiveActivity.Heard(observation, dropped));
    dropped = 0;
    asked.complete(heard);
    asked = null;
  }
}
