package org.ontogeny.dashboards.bench;

import java.util.List;
import java.util.Optional;

/**
 * All that can be measured.
 *
 * @param all in the order in which they are run
 */
public record Benchmarks(List<Benchmark> all) {

  /** With the sizes that the questions name. */
  public static Benchmarks usual() {
    return new Benchmarks(
        List.of(
            CdBenchmark.usual(),
            GibbsBenchmark.unpruned(),
            GibbsBenchmark.sparse(),
            PrunedBenchmark.usual(),
            ProductBenchmark.usual(),
            ActorsBenchmark.usual(),
            PeriodBenchmark.usual(),
            MemoryBenchmark.usual(),
            new JournalRow(JournalSizes.usual()),
            LargeBenchmark.usual(),
            GpuBenchmark.usual()));
  }

  /** The names, in order. */
  public List<String> names() {
    return all.stream().map(Benchmark::name).toList();
  }

  /** The one of a name. */
  public Optional<Benchmark> named(String name) {
    return all.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }

  /** Those that every machine can run. */
  public List<Benchmark> plain() {
    return all.stream().filter(benchmark -> benchmark.apart().isEmpty()).toList();
  }
}
