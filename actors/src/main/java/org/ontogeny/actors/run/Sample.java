package org.ontogeny.actors.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ontogeny.actors.stream.Observation;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.execution.Readings;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Population;
import org.ontogeny.kernel.Batch;

/** Bounded parts of the states of groups, evenly spread over what is alive. */
final class Sample {

  private static final int NEURONS = 256; // of a population
  private static final int VISIBLE = 4096; // of the visible population
  private static final int COLUMNS = 64; // of a raster
  private static final int FIELDS = 36; // of a projection

  private Sample() {}

  /**
   * States of some neurons of a population.
   *
   * @param groups of the network, in order
   * @param chains number of their ensemble
   */
  static Observation.PopulationActivity activity(
      Population population, List<NeuronGroupState> groups, int chains) {
    int[] living = living(population, groups);
    int[] places = places(living.length, population.visible() ? VISIBLE : NEURONS);
    Batch states =
        Batch.stack(
                groups.stream()
                    .filter(group -> group.id().owner().equals(population.name()))
                    .map(group -> states(group, chains))
                    .toList())
            .rows(places);
    int columns = Math.min(states.columns(), COLUMNS);
    float[] rate = new float[places.length];
    byte[] raster = new byte[places.length * columns]; // [neurons][columns]
    for (int row = 0; row < places.length; row++) {
      float sum = 0;
      for (int column = 0; column < states.columns(); column++) {
        float state = states.get(row, column);
        sum += state;
        if (column < columns) {
          raster[row * columns + column] = (byte) (state > 0 ? 1 : 0);
        }
      }
      rate[row] = sum / states.columns();
    }
    return new Observation.PopulationActivity(
        population.name(), picked(living, places), rate, columns, raster);
  }

  /** Chains of all shards side by side, [neurons][columns]. */
  private static Batch states(NeuronGroupState group, int chains) {
    return group.chains().stream()
        .filter(of -> of.ensemble() == chains)
        .map(of -> Readings.beside(of.shards()))
        .findFirst()
        .orElseThrow();
  }

  /** Original indices of the living neurons of a population, ascending. */
  private static int[] living(Population population, List<NeuronGroupState> groups) {
    return groups.stream()
        .filter(group -> group.id().owner().equals(population.name()))
        .flatMapToInt(group -> IntStream.of(group.neuron()))
        .toArray();
  }

  /** Neurons of a population whose receptive fields are told: original indices, ascending. */
  static int[] hearers(Population population, List<NeuronGroupState> groups) {
    int[] living = living(population, groups);
    return picked(living, places(living.length, FIELDS));
  }

  /** Whether one of these neurons belongs to a group. */
  static boolean hasAny(GroupId group, int[] neurons) {
    return IntStream.of(neurons).anyMatch(group::contains);
  }

  /** The receptive fields of those of these neurons that are in a group, in its order. */
  static List<Observation.Field> fields(SynapseGroupState group, int[] posts) {
    List<Observation.Field> fields = new ArrayList<>();
    for (int from = 0, to; from < group.post().length; from = to) { // sorted by post, then pre
      int place = group.post()[from];
      for (to = from; to < group.post().length && group.post()[to] == place; ) {
        to++;
      }
      int post = group.postNeuron()[place];
      if (Arrays.binarySearch(posts, post) >= 0) {
        fields.add(
            new Observation.Field(
                group.id().owner(),
                post,
                picked(group.preNeuron(), Arrays.copyOfRange(group.pre(), from, to)),
                Arrays.copyOfRange(group.weight(), from, to)));
      }
    }
    return fields;
  }

  /** At most so many places out of {@code 0} to {@code count - 1}, evenly spread, ascending. */
  static int[] places(int count, int most) {
    int picked = Math.min(count, most);
    return IntStream.range(0, picked).map(k -> (int) ((long) k * count / picked)).toArray();
  }

  private static int[] picked(int[] values, int[] places) {
    return IntStream.of(places).map(place -> values[place]).toArray();
  }
}
