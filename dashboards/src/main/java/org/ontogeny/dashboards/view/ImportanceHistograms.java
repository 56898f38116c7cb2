package org.ontogeny.dashboards.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.ontogeny.actors.journal.EventFilter;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.JsonObjects;

/**
 * How the importances at death are distributed. Deaths are read twice, once for their range and
 * once for their bins, and pass by one at a time: some millions of them take some seconds.
 */
public final class ImportanceHistograms {

  /** Where the largest is more than so many times the smallest, bins are logarithmic. */
  private static final double WIDE = 1_000;

  private static final EventFilter DEATHS =
      new EventFilter(Set.of("synapses-pruned"), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);

  /** Deaths that belong together. */
  private record Of(String projection, String rule) {}

  /** From the smallest importance to the largest. */
  private static final class Range implements DoubleConsumer {
    private long unknown;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    @Override
    public void accept(double importance) {
      if (Double.isFinite(importance)) {
        minimum = Math.min(minimum, importance);
        maximum = Math.max(maximum, importance);
      } else {
        unknown++;
      }
    }
  }

  /** Counts importances that lie within its edges. */
  private static final class Bins implements DoubleConsumer {
    private final Range range;
    private final boolean logarithmic;
    private final double[] edges; // [bins + 1]
    private final long[] counts; // [bins]
    private long count;

    Bins(Range range, int bins) {
      this.range = range;
      boolean any = range.minimum <= range.maximum;
      logarithmic = range.minimum > 0 && range.maximum / range.minimum > WIDE && any;
      edges = any ? edges(range, logarithmic, bins) : new double[0];
      counts = new long[any ? bins : 0];
    }

    /** Around a single value they are as wide as it is large. */
    private static double[] edges(Range range, boolean logarithmic, int bins) {
      double around = range.minimum == 0 ? 0.5 : Math.abs(range.minimum) / 2;
      boolean single = range.minimum == range.maximum;
      double low = single ? range.minimum - around : range.minimum;
      double high = single ? range.maximum + around : range.maximum;
      double[] edges = new double[bins + 1];
      for (int k = 0; k <= bins; k++) {
        double share = (double) k / bins;
        edges[k] =
            logarithmic
                ? low * StrictMath.exp(share * StrictMath.log(high / low))
                : low + share * (high - low);
      }
      edges[0] = low;
      edges[bins] = high; // whatever rounding made of it
      return edges;
    }

    @Override
    public void accept(double importance) {
      if (Double.isFinite(importance)) {
        int place = Arrays.binarySearch(edges, importance);
        int bin = place >= 0 ? place : -place - 2;
        counts[Math.min(bin, counts.length - 1)]++;
        count++;
      }
    }

    ImportanceHistogram histogram(Of of) {
      boolean any = edges.length > 0;
      return new ImportanceHistogram(
          of.projection(),
          of.rule(),
          count,
          range.unknown,
          any ? range.minimum : Double.NaN,
          any ? range.maximum : Double.NaN,
          logarithmic,
          edges,
          counts);
    }
  }

  private ImportanceHistograms() {}

  /**
   * The distributions of importance at death, one for each projection and rule, in the order of
   * their first deaths.
   *
   * @param stretches of the journal whose deaths are counted
   * @param bins of each, at least 1
   * @throws UncheckedIOException if the journal cannot be read
   * @throws org.ontogeny.actors.journal.DamagedJournal if it does not hold what was written
   */
  public static List<ImportanceHistogram> read(
      JournalReader journal, List<Lineage.Stretch> stretches, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("expected 1 bin or more, got " + bins);
    }
    Map<Of, Range> ranges = new LinkedHashMap<>();
    walk(journal, stretches, of -> ranges.computeIfAbsent(of, key -> new Range()));
    Map<Of, Bins> counted = new LinkedHashMap<>();
    ranges.forEach((of, range) -> counted.put(of, new Bins(range, bins)));
    walk(journal, stretches, counted::get);
    return counted.entrySet().stream().map(e -> e.getValue().histogram(e.getKey())).toList();
  }

  private static void walk(
      JournalReader journal, List<Lineage.Stretch> stretches, Function<Of, DoubleConsumer> into) {
    for (Lineage.Stretch stretch : stretches) {
      journal
          .lines(stretch.first(), stretch.last(), DEATHS)
          .forEachOrdered(line -> journal.importances(line, into.apply(of(line))));
    }
  }

  private static Of of(JournalReader.Line line) {
    try {
      Map<String, Object> fields = JsonObjects.parse(line.detail());
      return new Of((String) fields.get("projection"), (String) fields.get("rule"));
    } catch (IOException e) {
      throw new UncheckedIOException("event " + line.seq() + " cannot be read", e);
    }
  }
}
