package org.ontogeny.engine.network;

/**
 * A batch of network states with its own memory.
 *
 * @param name as printed
 * @param number enters every random draw made for it
 * @param columns how many network states
 * @param shards slices of the columns that flow independently, 1 to columns
 * @param persistent whether states outlive a phase, as those of Markov chains do
 */
public record Ensemble(String name, int number, int columns, int shards, boolean persistent) {

  public Ensemble {
    if (columns < 1 || shards < 1 || shards > columns) {
      throw new IllegalArgumentException(
          "ensemble %s: needs columns >= 1 and shards 1 to columns, got %d columns in %d shards"
              .formatted(name, columns, shards));
    }
  }

  /** The same with another number of columns, in no more shards than that, and without a memory. */
  public Ensemble of(int otherColumns) {
    return new Ensemble(name, number, otherColumns, Math.min(shards, otherColumns), false);
  }

  /** First column of a shard; {@code first(shards)} is the number of columns. */
  public int first(int shard) {
    return (int) ((long) columns * shard / shards);
  }

  /** Columns of a shard. */
  public int columns(int shard) {
    return first(shard + 1) - first(shard);
  }
}
