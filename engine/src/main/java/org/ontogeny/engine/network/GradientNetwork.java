package org.ontogeny.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.network.Update.How;
import org.ontogeny.engine.network.Work.Kind;

/**
 * Compiles the phases of networks that learn by back-propagated error. Activity flows forward from
 * the visible population to the output, the error back along the same synapses:
 *
 * <pre>
 *   y_j = f(b_j + sum_i w_ij y_i)        delta_output = y - target
 *   delta_i = f'(x_i) sum_j w_ij delta_j
 *   dw_ij = -rate * &lt;y_i delta_j&gt;      db_j = -rate * &lt;delta_j&gt;
 * </pre>
 *
 * <p>A population that is joined to itself is updated several times for one stimulus, {@code y_j(t)
 * = f(b_j + sum_i w_ij x_i + sum_k u_kj y_k(t-1))} with {@code y(-1) = 0}; its error flows from the
 * last iteration to the first, and so do the gradients add up. Sources: Stothers 2019, section 2,
 * with rectified neurons and the cross-entropy of a softmax as in section 3, for section 2 names
 * none; Rumelhart, Hinton and Williams 1986.
 */
public final class GradientNetwork {

  private final Network network;
  private final List<Population> order = new ArrayList<>(); // each after all that drive it

  /**
   * Sorts the populations of a network from the visible one to the output.
   *
   * @throws IllegalArgumentException if that is impossible, or the network has no output or
   *     several, or neurons that no error can flow through
   */
  public GradientNetwork(Network network) {
    this.network = network;
    order.add(network.visible());
    while (order.size() < network.populations().size()) {
      order.add(
          network.populations().stream()
              .filter(p -> !order.contains(p) && isReady(p))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(unreachable())));
    }
    network.projections().forEach(this::requireForward);
    order.forEach(this::requireGraded);
    requireOutput();
  }

  private boolean isReady(Population population) {
    List<Projection> from = forward(population, End.POST);
    return !from.isEmpty() && from.stream().allMatch(p -> order.contains(p.pre()));
  }

  private String unreachable() {
    List<String> left =
        network.populations().stream()
            .filter(p -> !order.contains(p))
            .map(Population::name)
            .toList();
    return ("activity cannot flow forward to %s; expected a path of projections from %s to each"
            + " population and no loop of several populations")
        .formatted(String.join(", ", left), network.visible().name());
  }

  private void requireForward(Projection projection) {
    if (projection.post().visible()) {
      throw new IllegalArgumentException(
          "projection %s leads to the visible population, whose states are given"
              .formatted(projection.name()));
    }
  }

  private void requireGraded(Population population) {
    if (!population.visible() && !population.dynamics().graded()) {
      throw new IllegalArgumentException(
          "population %s has dynamics %s, which no error flows through; expected one of linear, relu, hard-tanh, softmax"
              .formatted(population.name(), population.dynamics()));
    }
    if (population.iterations() > 1 == recurrent(population).isEmpty()) {
      throw new IllegalArgumentException(
          ("population %s has %d iterations; expected 2 at least where a projection joins it to"
                  + " itself, else 1")
              .formatted(population.name(), population.iterations()));
    }
  }

  private void requireOutput() {
    List<Population> ends = order.stream().filter(p -> forward(p, End.PRE).isEmpty()).toList();
    if (ends.size() != 1) {
      throw new IllegalArgumentException(
          "a network that learns by error needs one population that drives no other, got "
              + ends.stream().map(Population::name).toList());
    }
    Dynamics dynamics = ends.get(0).dynamics();
    if (dynamics != Dynamics.SOFTMAX && dynamics != Dynamics.LINEAR) {
      throw new IllegalArgumentException(
          "population %s is the output and has dynamics %s; expected softmax (cross-entropy) or linear (squared error)"
              .formatted(ends.get(0).name(), dynamics));
    }
    if (!recurrent(ends.get(0)).isEmpty()) {
      throw new IllegalArgumentException(
          "population %s is the output and joined to itself; expected a population after it"
              .formatted(ends.get(0).name()));
    }
  }

  /** The population that a target is given to. */
  public Population output() {
    return order.get(order.size() - 1);
  }

  /** Projections to other populations that have this one at an end, in the network's order. */
  private List<Projection> forward(Population population, End end) {
    return network.projections().stream()
        .filter(p -> p.at(end).equals(population) && !p.pre().equals(p.post()))
        .toList();
  }

  private List<Projection> recurrent(Population population) {
    return network.projections().stream()
        .filter(p -> p.pre().equals(population) && p.post().equals(population))
        .toList();
  }

  /** What the output answers to clamped examples, told to whoever runs the phase. */
  public Phase answer(Ensemble examples) {
    List<Tick> ticks = forward();
    ticks.add(Tick.work(Work.read(output())));
    return new Phase("answer", examples, ticks, null, null);
  }

  /**
   * Activity for clamped examples; active neurons and coincidences are counted, those of the last
   * iteration where there are several.
   */
  public Phase measure(Ensemble examples) {
    List<Tick> ticks = forward();
    for (Population population : order) {
      ticks.add(Tick.work(work(Kind.COUNT, 0, population, last(population))));
      for (Projection projection : forward(population, End.POST)) {
        ticks.add(Tick.work(work(Kind.COUNT, 0, projection, last(population))));
      }
      for (Projection projection : recurrent(population)) {
        ticks.add(Tick.work(work(Kind.COUNT, 0, projection, last(population))));
      }
    }
    return new Phase("measure", examples, ticks, null, null);
  }

  /**
   * One learning step: activity forward, error back, the gradient {@code -<y_i delta_j>} of every
   * living synapse from what it hears at its two ends, and then the changes, so that the error has
   * flowed along the weights that the activity flowed along.
   */
  public Phase learn(Ensemble examples, Learning learning) {
    List<Tick> ticks = forward();
    Update missed = new Update(output(), How.TARGET, List.of(), 0, Role.OWN);
    ticks.add(gradient(Tick.of(missed), output(), 0));
    for (int k = order.size() - 2; k > 0; k--) {
      Population population = order.get(k);
      for (int t = population.iterations() - 1; t >= 0; t--) {
        ticks.add(gradient(Tick.of(error(population, t)), population, t));
      }
    }
    List<Population> learners = order.subList(1, order.size());
    ticks.add(Tick.work(Work.of(Kind.LEARN, 0, network.projections(), learners)));
    return new Phase("learn", examples, ticks, null, learning);
  }

  /** Stimulus, and answers from population to population. */
  private List<Tick> forward() {
    List<Tick> ticks = new ArrayList<>();
    ticks.add(Tick.of(Update.clamp(network.visible())));
    for (Population population : order.subList(1, order.size())) {
      for (int t = 0; t < population.iterations(); t++) {
        List<Source> from = new ArrayList<>();
        for (Projection projection : forward(population, End.POST)) {
          from.add(new Source(projection, End.PRE, 1, last(projection.pre())));
        }
        if (t > 0) {
          for (Projection projection : recurrent(population)) {
            from.add(new Source(projection, End.PRE, 1, Signal.state(t - 1)));
          }
        }
        ticks.add(Tick.of(new Update(population, How.ANSWER, from, 1, Role.OWN, t)));
      }
    }
    return ticks;
  }

  /** The error of a hidden population in iteration t. */
  private Update error(Population population, int t) {
    List<Source> from = new ArrayList<>();
    if (t < population.iterations() - 1) {
      for (Projection projection : recurrent(population)) {
        from.add(new Source(projection, End.POST, 1, Signal.error(t + 1)));
      }
    } else {
      for (Projection projection : forward(population, End.PRE)) {
        for (int above = projection.post().iterations() - 1; above >= 0; above--) {
          from.add(new Source(projection, End.POST, 1, Signal.error(above)));
        }
      }
    }
    return new Update(population, How.ERROR, from, 0, Role.OWN, t);
  }

  /** The same tick, after which all that leads to a population adds to its gradient. */
  private Tick gradient(Tick tick, Population population, int t) {
    Signal error = Signal.error(t);
    Tick next = tick.then(work(Kind.ACCUMULATE, -1, population, error));
    for (Projection projection : forward(population, End.POST)) {
      next = next.then(work(Kind.ACCUMULATE, -1, projection, error));
    }
    if (t > 0) {
      for (Projection projection : recurrent(population)) {
        next = next.then(work(Kind.ACCUMULATE, -1, projection, error));
      }
    }
    return next;
  }

  private static Work work(Kind kind, int sign, Population population, Signal own) {
    return new Work(kind, sign, List.of(), List.of(population), List.of(), own, own);
  }

  /** Work of synapses that hear at their pre end what drove their post end in its iteration. */
  private static Work work(Kind kind, int sign, Projection projection, Signal post) {
    boolean recurrent = projection.pre().equals(projection.post());
    Signal pre = recurrent ? Signal.state(post.iteration() - 1) : last(projection.pre());
    return new Work(kind, sign, List.of(projection), List.of(), List.of(), pre, post);
  }

  private static Signal last(Population population) {
    return Signal.state(population.iterations() - 1);
  }
}
