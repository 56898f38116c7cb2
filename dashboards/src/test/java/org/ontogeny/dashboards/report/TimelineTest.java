package org.ontogeny.dashboards.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ontogeny.dashboards.view.Series;

/** Controls lie beside what they are compared with. */
class TimelineTest {

  /** Rounds from step 300 to 500, two controls from there, and again from step 700. */
  private final Timeline timeline =
      new Timeline(
          List.of(
              new Series.Course("main", 1, 0, 0),
              new Series.Course("unpruned", 11, 500, 6),
              new Series.Course("random", 15, 700, 6),
              new Series.Course("main", 21, 900, 10),
              new Series.Course("random", 31, 1_100, 26)),
          List.of(300L, 300L, 500L, 1_000L));

  @Test
  void stepsAreShiftedToTheirFences() {
    assertEquals(499, timeline.at(0, 499));
    assertEquals(300, timeline.at(1, 500));
    assertEquals(500, timeline.at(2, 900));
    assertEquals(500, timeline.at(3, 900));
    assertEquals(700, timeline.at(3, 1_100));
    assertEquals(600, timeline.at(4, 1_100)); // its fence is at 1,000 on a course that is shifted
  }

  @Test
  void eventsBelongToCourses() {
    assertEquals(0, timeline.courseOf(10));
    assertEquals(1, timeline.courseOf(11));
    assertEquals(3, timeline.courseOf(30));
    assertTrue(timeline.isMain(3));
    assertFalse(timeline.isMain(4));
    assertEquals(List.of("unpruned", "random"), timeline.controls());
  }

  @Test
  void whatIsShownIsTheMainCourseAlsoWithinAControl() {
    assertEquals(30, timeline.lastOfMain(33));
    Timeline within =
        new Timeline(
            List.of(
                new Series.Course("main", 1, 0, 0),
                new Series.Course("unpruned", 11, 500, 6),
                new Series.Course("random", 15, 700, 6)),
            List.of(300L, 300L));
    assertEquals(10, within.lastOfMain(17));
    Timeline alone = new Timeline(List.of(new Series.Course("main", 1, 0, 0)), List.of());
    assertEquals(17, alone.lastOfMain(17));
    assertFalse(alone.hasControls());
  }
}
