package org.ontogeny.engine.verification;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/**
 * A first look over a journal: to which fences it returns, so that the replay keeps copies of only
 * those masks and drops each after its last use, and how far it goes. Fates are not looked at, so a
 * reader may leave them out.
 */
public final class Survey {

  private final Map<Long, Long> lastUse = new HashMap<>(); // fence -> seq of the last branch to it
  private long lastStep;

  /** The survey of a whole journal. */
  public static Survey of(Iterator<Event> journal) {
    Survey survey = new Survey();
    journal.forEachRemaining(survey::accept);
    return survey;
  }

  /** Takes the next event. */
  public void accept(Event event) {
    lastStep = Math.max(lastStep, event.step());
    if (event.fact() instanceof Fact.Branched branched) {
      lastUse.put(branched.fence(), event.seq());
    }
  }

  /** Whether the journal returns to right after this event. */
  boolean returnsTo(long seq) {
    return lastUse.containsKey(seq);
  }

  /** Whether no branch after this event returns to the fence. */
  boolean isLastUse(long fence, long seq) {
    return lastUse.getOrDefault(fence, seq) <= seq;
  }

  /** The largest step of an event. */
  public long lastStep() {
    return lastStep;
  }

  /**
   * Steps to hold masks against each other at, chosen at random; equal seeds choose equally.
   *
   * @param count how many; all steps where the journal has fewer
   * @return ascending, each from 0 to the last step
   */
  public NavigableSet<Long> steps(int count, long seed) {
    Random random = new Random(seed);
    NavigableSet<Long> steps = new TreeSet<>();
    while (steps.size() < count && steps.size() <= lastStep) {
      steps.add((long) (random.nextDouble() * (lastStep + 1)));
    }
    return steps;
  }
}
