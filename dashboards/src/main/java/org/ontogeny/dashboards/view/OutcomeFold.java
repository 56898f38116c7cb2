package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/**
 * Adds up events to an outcome. Deaths within a control are not counted: a control begins where the
 * network branches off, and ends where it becomes the pruned one again.
 */
public final class OutcomeFold implements Journal {

  private final Map<String, Outcome.Change> synapses = new LinkedHashMap<>();
  private final Map<String, Outcome.Change> neurons = new LinkedHashMap<>();
  private final List<Outcome.Reading> readings = new ArrayList<>();
  private final List<Outcome.Measured> measured = new ArrayList<>();
  private OptionalDouble pixels = OptionalDouble.empty();
  private Outcome.Course course = Outcome.Course.MAIN;
  private boolean anyDied; // of the main development

  /** No event has happened: nothing is alive. */
  public OutcomeFold(Network network) {
    for (Projection projection : network.projections()) {
      synapses.put(projection.name(), new Outcome.Change(0, 0));
    }
    for (Population population : network.populations()) {
      long count = population.neurons();
      neurons.put(population.name(), new Outcome.Change(count, count));
    }
  }

  /** The outcome of these events. */
  public static Outcome of(Network network, Stream<Event> events) {
    OutcomeFold fold = new OutcomeFold(network);
    events.forEachOrdered(fold::append);
    return fold.outcome();
  }

  @Override
  public void append(Event event) {
    Fact fact = event.fact();
    if (fact instanceof Fact.Branched branched) {
      course = new Outcome.Course(branched.course());
    } else if (fact instanceof Fact.SynapsesFormed formed && onMain()) {
      long births = formed.births().size();
      long before = formed.rule().equals(Fact.SynapsesFormed.INITIAL) ? births : 0;
      synapses.computeIfPresent(
          formed.projection(),
          (name, change) -> new Outcome.Change(change.before() + before, change.after() + births));
    } else if (fact instanceof Fact.SynapsesPruned pruned && onMain()) {
      anyDied = true;
      synapses.computeIfPresent(
          pruned.projection(), (name, change) -> less(change, pruned.deaths().size()));
    } else if (fact instanceof Fact.NeuronsDied died && onMain()) {
      neurons.computeIfPresent(
          died.population(), (name, change) -> less(change, died.neurons().size()));
    } else if (fact instanceof Fact.Evaluated evaluated) {
      note(event, evaluated);
    }
  }

  private static Outcome.Change less(Outcome.Change change, long deaths) {
    return new Outcome.Change(change.before(), change.after() - deaths);
  }

  private void note(Event event, Fact.Evaluated evaluated) {
    List<String> path = List.of(event.stage().split("/", -1));
    // what is measured before retraining is no round's result
    if (!path.contains("evaluate-pruned")) {
      measured.add(
          new Outcome.Measured(
              course,
              round(path),
              event.step(),
              evaluated.measure(),
              evaluated.of(),
              evaluated.value(),
              evaluated.synapses()));
    }
    if (evaluated.measure().equals("accuracy")) {
      read(event, evaluated);
    }
  }

  /** The round in the path of a stage; 0 where there is none. */
  static int round(List<String> path) {
    return path.stream().filter(part -> part.matches("\\d+")).mapToInt(Integer::parseInt).sum();
  }

  private void read(Event event, Fact.Evaluated evaluated) {
    if (evaluated.of().equals(Outcome.PIXELS)) {
      pixels = OptionalDouble.of(evaluated.value());
    } else {
      readings.add(
          new Outcome.Reading(
              course,
              event.stage(),
              event.step(),
              evaluated.value(),
              evaluated.synapses(),
              evaluated.neurons(),
              anyDied));
    }
  }

  private boolean onMain() {
    return course.equals(Outcome.Course.MAIN);
  }

  /** What the events so far come to. */
  public Outcome outcome() {
    return new Outcome(
        new LinkedHashMap<>(synapses),
        new LinkedHashMap<>(neurons),
        List.copyOf(readings),
        pixels,
        List.copyOf(measured));
  }
}
