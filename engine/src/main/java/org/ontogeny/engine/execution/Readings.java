package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Population;
import org.ontogeny.kernel.Batch;

/**
 * Puts together the states that groups tell, in whatever order they come. They are told by one
 * thread at a time and read behind the fence.
 */
public final class Readings implements Consumer<Report.States> {

  private final Map<Integer, Map<GroupId, Batch>> told = new HashMap<>(); // by shard

  @Override
  public void accept(Report.States states) {
    told.computeIfAbsent(states.shard(), shard -> new HashMap<>())
        .put(states.group(), states.state());
  }

  /**
   * The states of a population.
   *
   * @return [living neurons][columns of the ensemble]
   */
  public Batch of(Population population, int shards) {
    List<Batch> columns = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      Map<GroupId, Batch> groups = told.get(shard);
      columns.add(Batch.stack(population.slices().stream().map(groups::get).toList()));
    }
    return beside(columns);
  }

  /** The columns of several batches of equally many rows, one batch after the other. */
  public static Batch beside(List<Batch> batches) {
    int rows = batches.get(0).rows();
    int columns = batches.stream().mapToInt(Batch::columns).sum();
    float[] values = new float[rows * columns];
    int at = 0;
    for (Batch batch : batches) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(
            batch.values(), row * batch.columns(), values, row * columns + at, batch.columns());
      }
      at += batch.columns();
    }
    return new Batch(rows, columns, values);
  }
}
