package org.ontogeny.actors.stream;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Goes through the journal of a run, a page at a time. */
final class Follower {

  private final SharedJournal journal;
  private final Interest interest;
  private final CompletableFuture<Long> end; // event with which it is over
  private long place; // event that comes next; for whoever asks, one page at a time

  /** Whoever does not follow what happens gets what is recorded now. */
  Follower(SharedJournal journal, Interest interest) {
    this.journal = journal;
    this.interest = interest;
    this.place = interest.from();
    this.end =
        interest.follow() ? CompletableFuture.completedFuture(Long.MAX_VALUE) : journal.lookAtEnd();
  }

  /** The next page, when there is one; empty at the end. */
  CompletionStage<Optional<Page>> next() {
    return end.thenCompose(
            last ->
                place > last
                    ? CompletableFuture.completedFuture(false)
                    : journal.reaches(place, this))
        .thenCompose(there -> there ? read() : CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletableFuture<Optional<Page>> read() {
    return journal
        .page(place, interest)
        .thenCombine(
            end,
            (page, last) -> {
              Page part = interest.follow() ? page : page.upTo(last);
              place = part.next();
              return Optional.of(part);
            });
  }
}
