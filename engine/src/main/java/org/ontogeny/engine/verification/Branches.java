package org.ontogeny.engine.verification;

import java.util.HashMap;
import java.util.Map;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/**
 * Masks of the fences that a journal returns to. A survey tells which: only those are copied, and
 * each is dropped after its last use.
 */
final class Branches {

  /**
   * Masks right after an event.
   *
   * @param step of that event, taken as the step of the fence: stages begin and end at fences
   */
  private record Kept(Masks masks, long step) {}

  private final Survey survey;
  private final Findings findings;
  private final Map<Long, Kept> kept = new HashMap<>(); // by seq

  Branches(Survey survey, Findings findings) {
    this.survey = survey;
    this.findings = findings;
  }

  /** Keeps a copy if the journal will return to right after this event. */
  void keep(Event event, Masks masks) {
    if (survey.returnsTo(event.seq())) {
      kept.put(event.seq(), new Kept(masks.copy(), event.step()));
    }
  }

  /** The masks that the network has from now on; ages are those of the kept state. */
  Masks back(Event event, Fact.Branched branched, Masks now) {
    Kept fence = kept.get(branched.fence());
    if (fence == null) {
      findings.add(
          "branch from " + branched.from(),
          "a fence before this event that the survey has seen",
          "event " + branched.fence());
      return now;
    }
    if (survey.isLastUse(branched.fence(), event.seq())) {
      kept.remove(branched.fence());
    }
    Masks back = fence.masks().copy();
    back.move(event.step() - fence.step());
    return back;
  }
}
