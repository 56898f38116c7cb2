package org.ontogeny.dashboards.server.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Questions whose answers have to be read from files, so that whoever serves HTTP does not wait.
 */
public final class Questions {

  private final Executor executor;
  private final int mostWaiting;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * Questions to be answered by an executor.
   *
   * @param mostWaiting how many may be open at a time
   */
  public Questions(Executor executor, int mostWaiting) {
    this.executor = executor;
    this.mostWaiting = mostWaiting;
  }

  /**
   * The answer, some time.
   *
   * @throws Refusal with status 503 if too many questions are open
   */
  public <T> CompletionStage<T> ask(Supplier<T> question) {
    if (open.incrementAndGet() > mostWaiting) {
      open.decrementAndGet();
      throw new Refusal(
          Problem.tooBusy("expected at most %d open questions".formatted(mostWaiting)));
    }
    return CompletableFuture.supplyAsync(question, executor)
        .whenComplete((answer, failure) -> open.decrementAndGet());
  }
}
