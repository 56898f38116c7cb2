package org.ontogeny.engine.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.engine.network.Dynamics;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.stage.Birth;
import org.ontogeny.engine.stage.InitialWeight;

/** Reads populations and projections, and what they are born with. */
final class NetworkParser {

  private final Map<String, Population> populations = new LinkedHashMap<>();
  private final List<Projection> projections = new ArrayList<>();
  private final Map<String, Float> bias = new LinkedHashMap<>();
  private final Map<String, InitialWeight> weight = new LinkedHashMap<>();
  private final Map<String, Double> density = new LinkedHashMap<>();
  private final Network network;

  NetworkParser(Section section, int side) {
    for (Section population : section.sections("populations")) {
      population(population, side);
    }
    for (Section projection : section.sections("projections")) {
      projection(projection);
    }
    network =
        section.checked(
            "projections", () -> new Network(List.copyOf(populations.values()), projections));
  }

  Network network() {
    return network;
  }

  Birth birth(List<Ensemble> chains, long seed) {
    return new Birth(weight, density, bias, chains, seed);
  }

  /** The first population is the visible one; unless told otherwise it has a neuron a pixel. */
  private void population(Section section, int side) {
    boolean visible = populations.isEmpty();
    String name = requireName(section, section.text("name"));
    if (populations.containsKey(name)) {
      throw section.error("name", "a name that no other population has");
    }
    int neurons =
        visible ? section.integer("neurons", 1, side * side) : section.integer("neurons", 1);
    int width = section.integer("width", 0, visible ? side : 0);
    Dynamics dynamics =
        visible
            ? Dynamics.BERNOULLI
            : section.choice("dynamics", Dynamics.class, Dynamics.BERNOULLI);
    boolean one = visible || dynamics == Dynamics.SOFTMAX;
    int groups = section.integer("groups", 1, one ? 1 : Math.min(2, neurons));
    int iterations = dynamics.graded() ? section.integer("iterations", 1, 1) : 1;
    float usual = visible ? -1 : dynamics.graded() ? 0 : -2;
    bias.put(name, (float) section.real("bias", usual));
    populations.put(
        name,
        section.checked(
            "groups",
            () -> new Population(name, neurons, groups, visible, width, dynamics, iterations)));
  }

  private void projection(Section section) {
    Population pre = end(section, "from");
    Population post = end(section, "to");
    String name = requireName(section, section.text("name", pre.name() + "-" + post.name()));
    int radius = section.integer("radius", Projection.FULL, Projection.FULL);
    weight.put(name, weight(section, pre, post));
    double share = section.real("density", 1);
    if (!(share >= 0 && share <= 1)) {
      throw section.error("density", "0 to 1");
    }
    density.put(name, share);
    projections.add(section.checked("radius", () -> new Projection(name, pre, post, radius)));
  }

  private enum Weights {
    NORMAL,
    GLOROT
  }

  private static InitialWeight weight(Section section, Population pre, Population post) {
    if (section.choice("weights", Weights.class, Weights.NORMAL) == Weights.GLOROT) {
      return InitialWeight.glorot(pre.neurons(), post.neurons());
    }
    double spread = section.real("deviation", 0.1);
    if (spread < 0) {
      throw section.error("deviation", "at least 0");
    }
    return InitialWeight.normal((float) spread);
  }

  /** Names are parts of file entries, paths of actors and arrays of NumPy. */
  private static String requireName(Section section, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw section.error("name", "letters, digits, dots, hyphens and underscores");
    }
    return name;
  }

  private Population end(Section section, String key) {
    Population population = populations.get(section.text(key));
    if (population == null) {
      throw section.error(key, "one of the populations " + String.join(", ", populations.keySet()));
    }
    return population;
  }
}
