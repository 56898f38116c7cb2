package org.ontogeny.engine.network;

import java.util.ArrayList;
import java.util.List;

/** Networks of a few neurons. */
public final class TinyNetworks {

  private TinyNetworks() {}

  /**
   * A stack of fully joined populations {@code visible}, {@code h1}, {@code h2}, ...
   *
   * @param groups of each population, where it has so many neurons
   * @param neurons of each population
   */
  public static Network stack(int groups, int... neurons) {
    List<Population> populations = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    for (int level = 0; level < neurons.length; level++) {
      String name = level == 0 ? "visible" : "h" + level;
      Population population = population(name, neurons[level], groups);
      if (level > 0) {
        projections.add(joined(populations.get(level - 1), population));
      }
      populations.add(population);
    }
    return new Network(populations, projections);
  }

  /** Two hidden populations beside each other and one above them both: 3 neurons each. */
  public static Network diamond() {
    Population visible = population("visible", 3, 1);
    Population left = population("left", 3, 2);
    Population right = population("right", 3, 3);
    Population top = population("top", 3, 2);
    return new Network(
        List.of(visible, left, right, top),
        List.of(
            joined(visible, left), joined(visible, right), joined(left, top), joined(right, top)));
  }

  /** Two grids of 3 x 2 neurons; each hidden one sees a square of the visible ones. */
  public static Network fields(int radius) {
    Population visible = new Population("visible", 6, 2, true, 3);
    Population hidden = new Population("h1", 6, 2, false, 3);
    return new Network(
        List.of(visible, hidden), List.of(new Projection("visible-h1", visible, hidden, radius)));
  }

  private static Population population(String name, int neurons, int groups) {
    return new Population(name, neurons, Math.min(groups, neurons), name.equals("visible"), 0);
  }

  private static Projection joined(Population pre, Population post) {
    return new Projection(pre.name() + "-" + post.name(), pre, post, Projection.FULL);
  }
}
