package org.ontogeny.dashboards.campaign;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.report.SpecDifferences;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.spec.Campaign;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;

/**
 * One run of a campaign, whether it has begun or not.
 *
 * @param member whose specification it follows
 * @param seed of its random numbers
 * @param spec of the campaign
 * @param directory where it is, or will be
 */
public record CampaignRun(String member, long seed, RunSpec spec, RunDirectory directory) {

  /** How far it has come. */
  public enum State {
    MISSING,
    INTERRUPTED,
    FINISHED
  }

  /**
   * The runs of a campaign, member by member.
   *
   * @param runs folder of all runs
   * @throws RunDirectory.Unusable if there are runs of these names that are not those of the
   *     campaign
   */
  public static List<CampaignRun> all(Campaign campaign, Path runs) {
    if (Files.exists(runs) && !Files.isDirectory(runs)) {
      throw new RunDirectory.Unusable("--runs: expected a folder, got the file " + runs);
    }
    List<CampaignRun> all = new ArrayList<>();
    for (Campaign.Member member : campaign.members()) {
      member
          .runs()
          .forEach(
              (seed, spec) -> {
                Path folder = runs.resolve(campaign.id(member, seed));
                all.add(new CampaignRun(member.name(), seed, spec, new RunDirectory(folder)));
              });
    }
    all.forEach(CampaignRun::requireSame);
    return all;
  }

  /** What a run says of itself and what it is expected to show may differ. */
  private void requireSame() {
    if (!hasBegun()) {
      return;
    }
    String there = recorded().resolved();
    for (Map.Entry<String, List<String>> different :
        SpecDifferences.of(List.of(there, spec.resolved())).entrySet()) {
      String key = different.getKey();
      if (!key.equals("description") && !key.startsWith("claims")) {
        throw new RunDirectory.Unusable(
            ("%s is another run than the campaign's: %s is %s there, and %s in the campaign;"
                    + " give the campaign another name, or delete the run")
                .formatted(
                    directory.path(),
                    key,
                    orNothing(different.getValue().get(0)),
                    orNothing(different.getValue().get(1))));
      }
    }
  }

  private static String orNothing(String value) {
    return value.isEmpty() ? "not given" : value;
  }

  private boolean hasBegun() {
    return Files.isRegularFile(directory.specification());
  }

  private RunSpec recorded() {
    return SpecReader.readResolved(directory.specification());
  }

  /** How far it has come by now. */
  public State state() {
    if (!hasBegun()) {
      return State.MISSING;
    }
    try {
      return RecordedOperations.isFinished(directory) ? State.FINISHED : State.INTERRUPTED;
    } catch (UncheckedIOException | DamagedJournal e) {
      return State.INTERRUPTED; // whoever resumes it hears why it cannot be read
    }
  }

  /**
   * What is to be developed: what the run has begun with, if it has.
   *
   * @param criteria that its rules can name
   */
  RunSpec begun(Catalogue criteria) {
    return hasBegun()
        ? SpecReader.readResolved(directory.specification(), Map.of(), criteria)
        : spec;
  }

  /** Makes the folder where there is none. */
  void makeDirectory(Path runs) {
    if (!Files.isDirectory(directory.path())) {
      RunDirectory.create(runs, member, Optional.of(directory.id()));
    }
  }
}
