package org.ontogeny.engine.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of neurons of one kind.
 *
 * @param name unique in the network
 * @param neurons how many at the start, at least 1
 * @param groups how many neuron groups share them, 1 to neurons; as equal as can be, in order
 * @param visible whether stimuli are clamped to it; visible neurons never die
 * @param width columns of the grid that its neurons lie on (index = y * width + x), 0 for none
 * @param dynamics how its neurons answer their input
 * @param iterations how often it is updated for one stimulus where it is joined to itself; else 1
 */
public record Population(
    String name,
    int neurons,
    int groups,
    boolean visible,
    int width,
    Dynamics dynamics,
    int iterations) {
  public Population {
    if (neurons < 1) {
      throw new IllegalArgumentException(
          "population %s: needs at least 1 neuron, got %d".formatted(name, neurons));
    }
    if (groups < 1 || groups > neurons) {
      throw new IllegalArgumentException(
          "population %s: groups must be 1 to %d, got %d".formatted(name, neurons, groups));
    }
    if (width < 0 || (width > 0 && neurons % width != 0)) {
      throw new IllegalArgumentException(
          "population %s: %d neurons do not fill rows of %d".formatted(name, neurons, width));
    }
    if (dynamics == Dynamics.SOFTMAX && groups > 1) {
      throw new IllegalArgumentException(
          "population %s: softmax compares all its neurons, so that they must be 1 group, got %d"
              .formatted(name, groups));
    }
    if (iterations < 1) {
      throw new IllegalArgumentException(
          "population %s: iterations must be at least 1, got %d".formatted(name, iterations));
    }
  }

  /** A population of the neurons of Boltzmann machines. */
  public Population(String name, int neurons, int groups, boolean visible, int width) {
    this(name, neurons, groups, visible, width, Dynamics.BERNOULLI, 1);
  }

  /** Rows of the grid, 0 where there is none. */
  public int height() {
    return width == 0 ? 0 : neurons / width;
  }

  /** The slices that its neuron groups own, in order. */
  public List<GroupId> slices() {
    return slices(name);
  }

  List<GroupId> slices(String owner) {
    List<GroupId> slices = new ArrayList<>(groups);
    for (int g = 0; g < groups; g++) {
      int from = (int) ((long) neurons * g / groups);
      int to = (int) ((long) neurons * (g + 1) / groups);
      slices.add(new GroupId(owner, from, to));
    }
    return List.copyOf(slices);
  }
}
