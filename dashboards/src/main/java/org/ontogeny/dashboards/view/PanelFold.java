package org.ontogeny.dashboards.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Stage;

/**
 * Adds up events to what a terminal shows. How far a stage is follows from the step at which it
 * began, as its event tells, and from how many steps it takes, as the specification tells. One
 * thread may add while another asks. Its memory is bounded.
 */
public final class PanelFold implements Journal {

  private static final int POINTS = 400; // of a curve: more than columns of a terminal
  private static final int DEATHS = 3;
  private static final String MAIN = "main"; // the course that the run is about

  private final String run;
  private final Function<Map<String, String>, RunSpec> changed;
  private final List<Projection> projections;
  private final List<Long> possible; // of each projection
  private final LivingCounts counts;
  private final Map<String, String> changes = new LinkedHashMap<>(); // in the order of changing
  private final Map<String, Long> began = new LinkedHashMap<>(); // step by stage
  private final Set<String> ended = new HashSet<>(); // stages
  private final Samples density = new Samples();
  private final Samples accuracy = new Samples();
  private final Deque<PanelState.Deaths> deaths = new ArrayDeque<>(); // newest first
  private Experiment experiment;
  private boolean onMain = true;
  private String part = "";
  private String event = "";
  private long step;

  /**
   * No event has happened.
   *
   * @param run its id
   * @param spec as it was when the run began
   * @param changed the specification with other values, by key
   */
  PanelFold(String run, RunSpec spec, Function<Map<String, String>, RunSpec> changed) {
    this.run = run;
    this.changed = changed;
    this.projections = spec.network().projections();
    this.possible = projections.stream().map(Projection::potential).toList();
    this.counts = new LivingCounts(spec.network());
    this.experiment = spec.experiment();
  }

  /** No event of a run has happened. */
  public static PanelFold of(RunDirectory directory, RunSpec spec) {
    return new PanelFold(
        directory.id(), spec, values -> SpecReader.readResolved(directory.specification(), values));
  }

  @Override
  public synchronized void append(Event next) {
    Fact fact = next.fact();
    if (fact instanceof Fact.StageStarted) {
      part = next.stage();
      if (isWhole(next)) {
        began.put(next.stage(), next.step());
      }
    } else if (fact instanceof Fact.StageEnded) {
      part = next.stage().substring(0, Math.max(0, next.stage().lastIndexOf('/')));
      if (isWhole(next)) {
        ended.add(next.stage());
      }
    } else if (fact instanceof Fact.Branched branched) {
      onMain = branched.course().equals(MAIN);
    } else if (fact instanceof Fact.Changed values) {
      change(values.values());
    } else if (fact instanceof Fact.SynapsesPruned pruned) {
      die(next, pruned);
    } else if (fact instanceof Fact.Evaluated evaluated) {
      read(next, evaluated);
    }
    count(next);
    event =
        "step %s  %s%s"
            .formatted(
                OutcomeText.count(next.step()),
                next.stage().isEmpty() ? "" : next.stage() + "  ",
                EventText.what(fact));
  }

  /** Whether an event is about a stage of the experiment, not about a part of one. */
  private static boolean isWhole(Event event) {
    return event.stage().indexOf('/') < 0;
  }

  /** What is changed now comes last, also where the same key was changed before. */
  private void change(Map<String, String> values) {
    values.forEach(
        (key, value) -> {
          changes.remove(key);
          changes.put(key, value);
        });
    experiment = changed.apply(changes).experiment();
  }

  private void die(Event next, Fact.SynapsesPruned pruned) {
    PanelState.Deaths died =
        new PanelState.Deaths(
            next.step(),
            next.stage(),
            pruned.projection(),
            pruned.deaths().size(),
            pruned.rule(),
            pruned.selection(),
            pruned.threshold());
    for (Iterator<PanelState.Deaths> others = deaths.iterator(); others.hasNext(); ) {
      PanelState.Deaths other = others.next();
      if (other.isOneWith(died)) { // groups of one projection
        others.remove();
        died = other.plus(died);
      }
    }
    deaths.addFirst(died);
    if (deaths.size() > DEATHS) {
      deaths.removeLast();
    }
  }

  private void read(Event next, Fact.Evaluated evaluated) {
    boolean isAccuracy =
        evaluated.measure().equals("accuracy") && !evaluated.of().equals(Outcome.PIXELS);
    if (onMain && isAccuracy && Double.isFinite(evaluated.value())) {
      accuracy.add(new Curve.Sample(next.step(), evaluated.value()));
    }
  }

  private void count(Event next) {
    if (onMain && next.fact() instanceof Fact.Structural) {
      counts.accept(next.fact());
      density.add(new Curve.Sample(next.step(), density()));
    }
  }

  /** The network has come to a step; it may be behind the last event where a run was resumed. */
  public synchronized void reached(long now) {
    step = now;
  }

  /** The last accuracy of the network, 0 to 1; empty if none was measured. */
  public synchronized OptionalDouble accuracy() {
    return accuracy.last();
  }

  /** Living synapses as a share of the possible ones, 0 to 1. */
  public synchronized double density() {
    return (double) sum(counts.synapses()) / possible.stream().mapToLong(Long::longValue).sum();
  }

  private static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** What the events so far come to. */
  public synchronized PanelState state() {
    long[] living = counts.synapses();
    List<PanelState.Alive> alive = new ArrayList<>();
    for (int p = 0; p < living.length; p++) {
      alive.add(new PanelState.Alive(projections.get(p).name(), living[p], possible.get(p)));
    }
    return new PanelState(
        run,
        step,
        experiment.stages().stream().map(this::stage).toList(),
        part,
        density.curve(),
        accuracy.curve(),
        List.copyOf(alive),
        List.copyOf(deaths),
        event);
  }

  private PanelState.Stage stage(Stage stage) {
    String name = stage.name();
    if (ended.contains(name)) {
      return new PanelState.Stage(name, PanelState.Standing.DONE, stage.steps(), stage.steps());
    }
    Long first = began.get(name);
    if (first == null) {
      return new PanelState.Stage(name, PanelState.Standing.TO_COME, stage.steps(), 0);
    }
    long done = Math.max(0, Math.min(stage.steps(), step - first));
    return new PanelState.Stage(name, PanelState.Standing.GOING_ON, stage.steps(), done);
  }

  /** The first number, and those behind it, of which old ones are folded into each other. */
  private static final class Samples {

    private final Thinned<Curve.Sample> closed = new Thinned<>(POINTS, (a, b) -> true, (a, b) -> b);
    private Curve.Sample first; // null if there is none
    private Curve.Sample open; // of a step that may have more of them; null if there is none

    void add(Curve.Sample sample) {
      if (open != null && open.step() != sample.step()) {
        if (first == null) {
          first = open;
        } else {
          closed.add(open);
        }
      }
      open = sample;
    }

    OptionalDouble last() {
      return open == null ? OptionalDouble.empty() : OptionalDouble.of(open.value());
    }

    Curve curve() {
      List<Curve.Sample> samples = new ArrayList<>();
      if (first != null) {
        samples.add(first);
      }
      samples.addAll(closed.atMost(POINTS));
      if (open != null) {
        samples.add(open);
      }
      return new Curve(samples);
    }
  }
}
