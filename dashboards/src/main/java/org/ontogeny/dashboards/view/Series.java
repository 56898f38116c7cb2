package org.ontogeny.dashboards.view;

import java.util.List;

/**
 * How a network went over the steps of its run, in few points.
 *
 * @param courses in the order in which they were developed; points refer to them by place
 * @param points ascending
 * @param measures each of its own
 * @param step of the last event
 */
public record Series(List<Course> courses, List<Point> points, List<Readings> measures, long step) {

  /**
   * A stretch of development without a return to an earlier fence.
   *
   * @param name as {@code main}
   * @param seq of the event that it begins with
   * @param step at which it begins
   * @param fence sequence number of the event that it goes back to, 0 for none
   */
  public record Course(String name, long seq, long step, long fence) {}

  /**
   * Who lived at the end of some steps, and what happened in them.
   *
   * @param course its place in the list of courses
   * @param firstStep of those folded into the point
   * @param step the last of them
   * @param seq of the last event
   * @param synapses living, [projections]
   * @param neurons living, [populations]
   * @param births of synapses
   * @param deaths of synapses
   * @param folded how many fences were made one
   */
  public record Point(
      int course,
      long firstStep,
      long step,
      long seq,
      long[] synapses,
      long[] neurons,
      long births,
      long deaths,
      int folded) {

    Point plus(Point later) {
      return new Point(
          course,
          firstStep,
          later.step,
          later.seq,
          later.synapses,
          later.neurons,
          births + later.births,
          deaths + later.deaths,
          folded + later.folded);
    }
  }

  /** Values of one measure on one thing, in one course. */
  public record Readings(String measure, String of, int course, List<Reading> readings) {}

  /**
   * A value; where several were made one, the last of them.
   *
   * @param value NaN where it was not finite
   * @param folded how many were made one
   */
  public record Reading(
      long step, long seq, double value, long synapses, long neurons, int folded) {

    Reading plus(Reading later) {
      return new Reading(
          later.step, later.seq, later.value, later.synapses, later.neurons, folded + later.folded);
    }
  }
}
