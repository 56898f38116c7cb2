package org.ontogeny.engine.verification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.network.Network;

/** Replays of whole journals, and what they find. */
final class Replays {

  private Replays() {}

  static Verified of(Network network, long seed, List<Event> events) {
    return of(network, seed, events, Set.of());
  }

  static Verified of(Network network, long seed, List<Event> events, Set<Long> steps) {
    Verification verification = Verification.of(network, seed, Survey.of(events.iterator()), steps);
    events.forEach(verification::accept);
    return verification.result();
  }

  /** Some finding speaks of all this. */
  static void assertFound(Verified verified, String... words) {
    assertTrue(
        verified.first().stream()
            .map(Finding::toString)
            .anyMatch(text -> List.of(words).stream().allMatch(text::contains)),
        () -> String.join(" ... ", words) + " is not in " + verified.first());
  }
}
