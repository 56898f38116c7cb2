package org.ontogeny.dashboards.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ontogeny.actors.snapshot.SnapshotArrays;
import org.ontogeny.actors.snapshot.SnapshotFile;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;

/** What a recorded snapshot shows, ready to be drawn. Neurons have their original indices. */
public final class SnapshotView {

  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,18})\\.npz");
  private static final byte ALIVE = 1;

  /** So much wider than high may a rectangle be before one with a gap is nicer. */
  private static final int LONGEST = 2;

  /**
   * The synapses onto one neuron.
   *
   * @param post the neuron
   * @param strength the sum of squared weights of the living ones: what the magnitude criterion
   *     (importance {@code w^2}) adds up to over the dendrite
   * @param weight 0 where no synapse lives, [pre]
   * @param alive 1 alive, 0 not alive, -1 never possible, [pre]
   */
  public record Field(int post, double strength, float[] weight, byte[] alive) {}

  /**
   * A rectangle that neurons lie in, row by row. Where no two whole numbers are near enough to a
   * square, the last row is not full.
   */
  public record Grid(int rows, int columns) {}

  private final long seq;
  private final long step;
  private final Network network;
  private final SnapshotArrays arrays;

  private SnapshotView(long seq, long step, Network network, SnapshotArrays arrays) {
    this.seq = seq;
    this.step = step;
    this.network = network;
    this.arrays = arrays;
  }

  /**
   * Reads the snapshot of an event.
   *
   * @param file {@code snapshots/SEQ-STEP.npz} of a run
   * @param network of the run
   * @throws UncheckedIOException if it has no such name, cannot be read, or does not hold arrays of
   *     this network
   */
  public static SnapshotView read(Path file, Network network) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new UncheckedIOException(
          new IOException("snapshot %s: expected a name as 0000000412-36000.npz".formatted(file)));
    }
    return new SnapshotView(
        Long.parseLong(name.group(1)),
        Long.parseLong(name.group(2)),
        network,
        SnapshotFile.read(file, network));
  }

  /** Sequence number of the event. */
  public long seq() {
    return seq;
  }

  /** Step of the event. */
  public long step() {
    return step;
  }

  /** Projections that have fields, in the network's order. */
  public List<String> projections() {
    return List.copyOf(arrays.projections().keySet());
  }

  /** Populations whose states are shown, in the network's order. */
  public List<String> populations() {
    return List.copyOf(arrays.populations().keySet());
  }

  /** How many fields of a projection there are; 0 where there is none. */
  public int total(String projection) {
    SnapshotArrays.Fields fields = arrays.projections().get(projection);
    return fields == null ? 0 : fields.post().length;
  }

  /**
   * The fields of a projection, the strongest first; among equals the neuron of the lower index.
   *
   * @param most how many
   * @return none where the projection has none in the snapshot
   */
  public List<Field> fields(String projection, int most) {
    SnapshotArrays.Fields shown = arrays.projections().get(projection);
    List<Field> fields = new ArrayList<>();
    for (int k = 0; k < total(projection); k++) {
      fields.add(field(shown, k));
    }
    return fields.stream()
        .sorted(Comparator.comparingDouble(Field::strength).reversed())
        .limit(most)
        .toList();
  }

  private static Field field(SnapshotArrays.Fields of, int place) {
    int from = place * of.pres();
    float[] weight = Arrays.copyOfRange(of.weight(), from, from + of.pres());
    byte[] alive = Arrays.copyOfRange(of.alive(), from, from + of.pres());
    double strength = 0;
    for (int pre = 0; pre < weight.length; pre++) {
      strength += alive[pre] == ALIVE ? (double) weight[pre] * weight[pre] : 0;
    }
    return new Field(of.post()[place], strength, weight, alive);
  }

  /**
   * The rectangle that the neurons of a population lie in: their grid, else the one nearest to a
   * square.
   *
   * @return empty if the network has no such population
   */
  public Optional<Grid> grid(String population) {
    return network.populations().stream()
        .filter(p -> p.name().equals(population))
        .map(SnapshotView::grid)
        .findFirst();
  }

  private static Grid grid(Population population) {
    if (population.width() > 0) {
      return new Grid(population.height(), population.width());
    }
    int neurons = population.neurons();
    int rows = (int) Math.sqrt(neurons);
    while (neurons % rows != 0) {
      rows--;
    }
    int columns = neurons / rows;
    if (columns <= LONGEST * rows) {
      return new Grid(rows, columns);
    }
    columns = (int) Math.ceil(Math.sqrt(neurons));
    return new Grid((neurons + columns - 1) / columns, columns);
  }

  /**
   * What the first chains dream of: states of the visible population.
   *
   * @param most how many
   * @return 1 active, 0 not, [chains][neurons]; none if the population is not shown
   */
  public List<byte[]> fantasies(int most) {
    SnapshotArrays.Neurons visible = arrays.populations().get(network.visible().name());
    List<byte[]> fantasies = new ArrayList<>();
    if (visible == null) {
      return fantasies;
    }
    int chains = visible.chains();
    for (int chain = 0; chain < Math.min(most, chains); chain++) {
      byte[] state = new byte[visible.bias().length];
      for (int neuron = 0; neuron < state.length; neuron++) {
        state[neuron] = visible.state()[neuron * chains + chain];
      }
      fantasies.add(state);
    }
    return fantasies;
  }

  /**
   * In which share of all chains each neuron is active.
   *
   * @return 0 to 1, NaN where the neuron died, [neurons]; empty if the population is not shown
   */
  public float[] rate(String population) {
    SnapshotArrays.Neurons shown = arrays.populations().get(population);
    return shown == null ? new float[0] : shown.rate().clone();
  }
}
