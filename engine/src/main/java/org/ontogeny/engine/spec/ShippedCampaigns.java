package org.ontogeny.engine.spec;

import java.util.List;

/** The campaigns that come with the program. */
public final class ShippedCampaigns {

  private static final List<String> NAMES =
      List.of("quick-rules", "stothers-architecture-ci", "stothers-architecture");

  private ShippedCampaigns() {}

  /** Their names. */
  public static List<String> names() {
    return NAMES;
  }
}
