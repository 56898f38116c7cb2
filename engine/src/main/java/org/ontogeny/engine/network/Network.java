package org.ontogeny.engine.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Populations and the projections between them. Their order is part of the description: groups,
 * sums and facts follow it.
 *
 * @param populations exactly one of them visible, and that one first
 * @param projections between populations of the list
 */
public record Network(List<Population> populations, List<Projection> projections) {

  public Network {
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    if (populations.isEmpty()
        || !populations.get(0).visible()
        || populations.stream().filter(Population::visible).count() != 1) {
      throw new IllegalArgumentException(
          "a network needs populations, the first of them and no other visible");
    }
    Set<String> names = new HashSet<>();
    for (Population population : populations) {
      requireNew(names, population.name());
    }
    for (Projection projection : projections) {
      requireNew(names, projection.name());
      if (!populations.contains(projection.pre()) || !populations.contains(projection.post())) {
        throw new IllegalArgumentException(
            "projection %s joins a population that is not in the network"
                .formatted(projection.name()));
      }
    }
  }

  private static void requireNew(Set<String> names, String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("two members of the network are called " + name);
    }
  }

  /** The population of that name. */
  public Population population(String name) {
    return populations.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no population is called " + name));
  }

  /** The projection of that name. */
  public Projection projection(String name) {
    return projections.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no projection is called " + name));
  }

  /** The one population that stimuli are clamped to. */
  public Population visible() {
    return populations.get(0);
  }

  /** How many synapses may exist, of all projections. */
  public long potential() {
    return projections.stream().mapToLong(Projection::potential).sum();
  }

  /** Whether its neurons have graded answers, through which it learns; else it is a machine. */
  public boolean graded() {
    return populations.stream().anyMatch(population -> population.dynamics().graded());
  }

  /**
   * The populations that neither stimuli nor targets are given to. Others never lose a neuron: it
   * would leave a gap in what is given.
   */
  public List<Population> hidden() {
    return populations.stream()
        .filter(population -> !population.visible())
        .filter(population -> !graded() || projections.stream().anyMatch(leaves(population)))
        .toList();
  }

  private static Predicate<Projection> leaves(Population population) {
    return projection ->
        projection.pre().equals(population) && !projection.post().equals(population);
  }

  /** Projections between a population and others, in the network's order. */
  public List<Projection> around(Population population) {
    return projections.stream()
        .filter(p -> p.pre().equals(population) != p.post().equals(population))
        .toList();
  }

  /** Neuron groups, by population and place. */
  public List<GroupId> neuronGroups() {
    List<GroupId> groups = new ArrayList<>();
    populations.forEach(p -> groups.addAll(p.slices()));
    return groups;
  }

  /** The synapse groups of a projection: one for each neuron group of its post population. */
  public static List<GroupId> synapseGroups(Projection projection) {
    return projection.post().slices(projection.name());
  }

  /** Synapse groups, by projection and place. */
  public List<GroupId> synapseGroups() {
    List<GroupId> groups = new ArrayList<>();
    projections.forEach(p -> groups.addAll(synapseGroups(p)));
    return groups;
  }

  /** All groups: neuron groups, then synapse groups. */
  public List<GroupId> groups() {
    List<GroupId> groups = new ArrayList<>(neuronGroups());
    groups.addAll(synapseGroups());
    return groups;
  }

  /** The synapse groups of a projection that a neuron group at an end of it talks to. */
  public static List<GroupId> neighbours(GroupId neurons, Projection projection, End end) {
    return end == End.PRE
        ? synapseGroups(projection)
        : List.of(new GroupId(projection.name(), neurons.from(), neurons.to()));
  }

  /** The neuron groups at an end of a synapse group. */
  public static List<GroupId> neighbours(Projection projection, GroupId synapses, End end) {
    return end == End.PRE
        ? projection.pre().slices()
        : List.of(new GroupId(projection.post().name(), synapses.from(), synapses.to()));
  }
}
