package org.ontogeny.dashboards.campaign;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.engine.evaluation.Spread;
import org.ontogeny.engine.spec.Campaign;

/**
 * A measurement with its value in every run that has it.
 *
 * @param measurement which
 * @param values by seed, finite
 */
public record Quantity(Campaign.Measurement measurement, SortedMap<Long, Double> values) {

  /** What a run came to. */
  record Result(CampaignRun run, Outcome outcome) {}

  /** The values of a measurement in runs that have finished. */
  static Quantity of(Campaign.Measurement measurement, List<Result> results) {
    SortedMap<Long, Double> values = new TreeMap<>();
    for (Result result : results) {
      if (result.run().member().equals(measurement.member())) {
        result
            .outcome()
            .picked(measurement.recorded())
            .ifPresent(
                value -> {
                  if (Double.isFinite(value)) {
                    values.put(result.run().seed(), value);
                  }
                });
      }
    }
    return new Quantity(measurement, values);
  }

  /** How they lie; empty if there are none. */
  public Optional<Spread> spread() {
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(array()));
  }

  /** The values in the order of their seeds. */
  double[] array() {
    return values.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The same for those seeds only that another has, too. */
  Quantity where(Quantity other) {
    SortedMap<Long, Double> common = new TreeMap<>(values);
    common.keySet().retainAll(other.values.keySet());
    return new Quantity(measurement, common);
  }
}
