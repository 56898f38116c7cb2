package org.ontogeny.dashboards.view;

import java.util.Locale;

/**
 * How fast a run goes, for the time that is left: as if the rest went on as it has gone.
 *
 * @param elapsed seconds since the process that develops the run began with it
 * @param perStep seconds; NaN while nothing is known
 * @param sinceStep seconds since the run was seen to come to the step where it is
 */
public record Pace(double elapsed, double perStep, double sinceStep) {

  /** How long so many steps will take, as text. */
  String left(long steps) {
    if (Double.isNaN(perStep)) {
      return "... left";
    }
    return clock(Math.max(0, steps * perStep - sinceStep)) + " left";
  }

  /** How long it has gone on, as text. */
  String gone() {
    return clock(elapsed);
  }

  private static String clock(double time) {
    long seconds = Math.round(time);
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
  }
}
