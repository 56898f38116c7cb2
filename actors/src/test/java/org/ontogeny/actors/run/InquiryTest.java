package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ontogeny.actors.group.GroupHost.Explained;
import org.ontogeny.actors.run.Inquiry.Finding;
import org.ontogeny.engine.execution.Waiting;
import org.ontogeny.engine.network.GroupId;

class InquiryTest {

  private final Inquiry inquiry = new Inquiry(10, List.of("a", "b"), 5);

  private static Explained answer(long number, String host, long letters, Waiting... waiting) {
    return new Explained(number, host, letters, List.of(waiting));
  }

  @Test
  void twoEqualRoundsAreAStandstill() {
    Waiting late = new Waiting(new GroupId("h2", 0, 1), 3, 1, 2, "wake", "a stimulus");
    Waiting early = new Waiting(new GroupId("h1", 0, 1), 3, 0, 4, "wake", "a stimulus");
    assertEquals(Finding.OPEN, inquiry.hear(answer(10, "a", 7), 5));
    assertEquals(Finding.ASK_AGAIN, inquiry.hear(answer(10, "b", 8), 5));
    assertEquals(11, inquiry.number());
    assertEquals(Finding.OPEN, inquiry.hear(answer(11, "b", 8, late), 5));
    assertEquals(Finding.STANDS_STILL, inquiry.hear(answer(11, "a", 7, early), 5));
    assertEquals(List.of(early, late), inquiry.waiting());
  }

  @Test
  void aHostThatWorkedBetweenTheRoundsMoves() {
    assertEquals(Finding.OPEN, inquiry.hear(answer(10, "a", 7), 5));
    assertEquals(Finding.ASK_AGAIN, inquiry.hear(answer(10, "b", 8), 5));
    assertEquals(Finding.OPEN, inquiry.hear(answer(11, "a", 9), 5));
    assertEquals(Finding.MOVES, inquiry.hear(answer(11, "b", 8), 5));
  }

  @Test
  void aReportInAnyRoundMoves() {
    assertEquals(Finding.OPEN, inquiry.hear(answer(10, "a", 7), 5));
    assertEquals(Finding.MOVES, inquiry.hear(answer(10, "b", 8), 6));
  }

  @Test
  void answersToOtherRoundsSayNothing() {
    assertEquals(Finding.OPEN, inquiry.hear(answer(9, "a", 7), 5));
    assertEquals(Finding.OPEN, inquiry.hear(answer(10, "b", 8), 5));
    assertEquals(Finding.OPEN, inquiry.hear(answer(10, "b", 8), 5));
    assertEquals(Finding.ASK_AGAIN, inquiry.hear(answer(10, "a", 7), 5));
  }
}
