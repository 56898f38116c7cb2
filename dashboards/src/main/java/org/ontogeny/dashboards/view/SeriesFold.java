package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.network.Network;

/**
 * Adds up events to curves over steps. Its memory is bounded, however long the run: old points are
 * folded into each other.
 */
public final class SeriesFold implements Journal {

  /** Points that are kept, and readings of each measure. */
  public static final int MOST = 5_000;

  private record Measured(String measure, String of, int course) {}

  private final LongFunction<LivingCounts> past;
  private final List<Series.Course> courses = new ArrayList<>();
  private final Thinned<Series.Point> points =
      new Thinned<>(MOST, (a, b) -> a.course() == b.course(), Series.Point::plus);
  private final Map<Measured, Thinned<Series.Reading>> measures = new LinkedHashMap<>();
  private LivingCounts counts;
  private Series.Point open; // of the fence that events belong to now; null before the first
  private long step;

  /**
   * No event has happened.
   *
   * @param past tells who lived right after an earlier event, where the network goes back to it
   */
  public SeriesFold(Network network, LongFunction<LivingCounts> past) {
    this.past = past;
    this.counts = new LivingCounts(network);
    courses.add(new Series.Course("main", 1, 0, 0));
  }

  @Override
  public void append(Event event) {
    step = event.step();
    Fact fact = event.fact();
    if (fact instanceof Fact.Branched branched) {
      courses.add(
          new Series.Course(branched.course(), event.seq(), event.step(), branched.fence()));
      counts = past.apply(branched.fence());
      note(event, 0, 0);
    } else if (fact instanceof Fact.SynapsesFormed formed) {
      counts.accept(fact);
      note(event, formed.births().size(), 0);
    } else if (fact instanceof Fact.SynapsesPruned pruned) {
      counts.accept(fact);
      note(event, 0, pruned.deaths().size());
    } else if (fact instanceof Fact.NeuronsDied) {
      counts.accept(fact);
      note(event, 0, 0);
    } else if (fact instanceof Fact.Evaluated evaluated) {
      measures
          .computeIfAbsent(
              new Measured(evaluated.measure(), evaluated.of(), course()),
              key -> new Thinned<>(MOST, (a, b) -> true, Series.Reading::plus))
          .add(reading(event, evaluated));
    }
  }

  private static Series.Reading reading(Event event, Fact.Evaluated evaluated) {
    return new Series.Reading(
        event.step(), event.seq(), evaluated.value(), evaluated.synapses(), evaluated.neurons(), 1);
  }

  private int course() {
    return courses.size() - 1;
  }

  /** What happens at one step of a course belongs to one fence and gives one point. */
  private void note(Event event, long births, long deaths) {
    boolean same = open != null && open.step() == event.step() && open.course() == course();
    if (open != null && !same) {
      points.add(open);
    }
    open =
        new Series.Point(
            course(),
            event.step(),
            event.step(),
            event.seq(),
            counts.synapses(),
            counts.neurons(),
            births + (same ? open.births() : 0),
            deaths + (same ? open.deaths() : 0),
            1);
  }

  /** Who lives after the events so far; not to be changed. */
  public LivingCounts counts() {
    return counts;
  }

  /** The courses so far, in the order in which they were developed. */
  public List<Series.Course> courses() {
    return List.copyOf(courses);
  }

  /** Name of the course that an event belongs to. */
  public String course(long seq) {
    String name = courses.get(0).name();
    for (Series.Course course : courses) {
      name = course.seq() <= seq ? course.name() : name;
    }
    return name;
  }

  /**
   * The curves so far.
   *
   * @param most points, and readings of each measure, at least 2; there is one point of each course
   *     whatever this says
   */
  public Series series(int most) {
    List<Series.Point> drawn = new ArrayList<>(points.atMost(open == null ? most : most - 1));
    if (open != null) {
      drawn.add(open);
    }
    List<Series.Readings> readings = new ArrayList<>();
    measures.forEach(
        (key, values) ->
            readings.add(
                new Series.Readings(key.measure(), key.of(), key.course(), values.atMost(most))));
    return new Series(courses(), drawn, readings, step);
  }
}
