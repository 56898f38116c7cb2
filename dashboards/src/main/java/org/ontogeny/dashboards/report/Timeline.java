package org.ontogeny.dashboards.report;

import java.util.List;
import org.ontogeny.dashboards.view.Series;

/**
 * Lays courses over each other. Steps go on while a control is developed; on the timeline it begins
 * at the step of the fence that it goes back to, beside what it is compared with, and the main
 * course goes on where it was left.
 *
 * <pre>
 *  course   main      unpruned   main
 *  steps    0-500     500-700    700-900
 *  fence              300        500
 *  here     0-500     300-500    500-700
 * </pre>
 */
final class Timeline {

  /** Name of the course that an experiment is about. */
  static final String MAIN = "main";

  private final List<Series.Course> courses;
  private final long[] shift; // what is added to the steps of a course, [courses]

  /**
   * A timeline of these courses.
   *
   * @param fenceSteps step of the fence that each goes back to, from the second course on
   */
  Timeline(List<Series.Course> courses, List<Long> fenceSteps) {
    this.courses = courses;
    this.shift = new long[courses.size()];
    for (int k = 1; k < shift.length; k++) {
      Series.Course course = courses.get(k);
      shift[k] = fenceSteps.get(k - 1) + shift[courseOf(course.fence())] - course.step();
    }
  }

  /** Where a step of a course lies. */
  long at(int course, long step) {
    return step + shift[course];
  }

  /** The course that an event belongs to. */
  int courseOf(long seq) {
    int found = 0;
    for (int k = 1; k < courses.size(); k++) {
      found = courses.get(k).seq() <= seq ? k : found;
    }
    return found;
  }

  String name(int course) {
    return courses.get(course).name();
  }

  boolean isMain(int course) {
    return name(course).equals(MAIN);
  }

  /** Whether there is anything but the main course. */
  boolean hasControls() {
    return courses.stream().anyMatch(course -> !course.name().equals(MAIN));
  }

  /** Names of the controls, each once, in order. */
  List<String> controls() {
    return courses.stream()
        .map(Series.Course::name)
        .filter(name -> !name.equals(MAIN))
        .distinct()
        .toList();
  }

  /**
   * The last event of the main course.
   *
   * @param last event of all
   */
  long lastOfMain(long last) {
    long end = last;
    for (int k = courses.size() - 1; k > 0 && !isMain(k); k--) {
      end = courses.get(k).seq() - 1;
    }
    return end;
  }
}
