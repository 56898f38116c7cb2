package org.ontogeny.dashboards.bench;

import java.util.stream.IntStream;

/** Gibbs sweeps of many chains, split evenly over the members of a crew. */
final class Sweeps {

  private final Crew crew;
  private final int chains;
  private final DeepMachine.Chains[] shares; // [members]

  Sweeps(DeepMachine machine, int chains, Crew crew) {
    this.crew = crew;
    this.chains = chains;
    shares =
        IntStream.range(0, crew.size())
            .mapToObj(
                k -> {
                  int first = chains * k / crew.size();
                  return machine.chains(first, chains * (k + 1) / crew.size() - first);
                })
            .toArray(DeepMachine.Chains[]::new);
  }

  /** Chain-sweeps a second. */
  double rate(double seconds, int sweepsAtATime) {
    return Blocks.rate(
        seconds,
        () -> {
          crew.work(member -> shares[member].sweep(sweepsAtATime));
          return (long) chains * sweepsAtATime;
        });
  }
}
