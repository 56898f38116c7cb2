package org.ontogeny.dashboards.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two members of the tiny experiment in {@code tiny.conf}, which prune more and less. */
public final class TinyCampaign {

  private static final String TEXT =
      """
      campaign = tiny-pair
      description = "a little and a lot"
      seeds = [1, 2]
      members = [
        { name = gentle, experiment = tiny.conf, set { stages.2.rule.threshold = %s } }
        { name = harsh, experiment = tiny.conf, set { stages.2.rule.threshold = 0.2 } }
      ]
      compare = [
        {
          id = less-is-more, p-at-most = 0.05, at-least = 0
          value { member = gentle, measure = accuracy, of = encoding }
          against { member = harsh }
        }
      ]
      """;

  private TinyCampaign() {}

  /** Writes the campaign into the folder of the experiment. */
  public static Path write(Path folder, String name, String threshold) throws IOException {
    return Files.writeString(folder.resolve(name), TEXT.formatted(threshold));
  }
}
