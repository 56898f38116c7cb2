package org.ontogeny.dashboards.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.OutcomeFold;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.engine.spec.Campaign;

/**
 * What a campaign has come to.
 *
 * @param runs all of them, with how far each has come
 * @param quantities that are compared, each once
 * @param comparisons in the campaign's order
 */
public record CampaignResult(
    Campaign campaign,
    Map<CampaignRun, CampaignRun.State> runs,
    List<Quantity> quantities,
    List<Compared> comparisons) {

  /** That of all runs which have finished; their journals are read for it. */
  public static CampaignResult of(Campaign campaign, List<CampaignRun> runs) {
    Map<CampaignRun, CampaignRun.State> states = new LinkedHashMap<>();
    List<Quantity.Result> results = new ArrayList<>();
    for (CampaignRun run : runs) {
      CampaignRun.State state = run.state();
      states.put(run, state);
      if (state == CampaignRun.State.FINISHED) {
        results.add(new Quantity.Result(run, outcome(run)));
      }
    }
    Map<Campaign.Measurement, Quantity> quantities = new LinkedHashMap<>();
    List<Compared> comparisons = new ArrayList<>();
    for (Campaign.Comparison comparison : campaign.comparisons()) {
      Quantity value = quantities.computeIfAbsent(comparison.value(), m -> Quantity.of(m, results));
      Quantity against =
          quantities.computeIfAbsent(comparison.against(), m -> Quantity.of(m, results));
      comparisons.add(Compared.of(comparison, value, against));
    }
    return new CampaignResult(campaign, states, List.copyOf(quantities.values()), comparisons);
  }

  /** What was measured; nothing is read of births and deaths, which may be millions. */
  private static Outcome outcome(CampaignRun run) {
    OutcomeFold fold = new OutcomeFold(run.spec().network());
    return RecordedJournal.read(
        run.directory(),
        journal -> {
          journal
              .lines(1, Set.of("branched", "evaluated"))
              .map(RecordedJournal::withoutFaces)
              .forEachOrdered(fold::append);
          return fold.outcome();
        },
        fold.outcome());
  }
}
