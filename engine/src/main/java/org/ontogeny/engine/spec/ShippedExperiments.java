package org.ontogeny.engine.spec;

import java.util.List;

/** The experiments that come with the program. */
public final class ShippedExperiments {

  private static final List<String> NAMES =
      List.of(
          "digits",
          "quick",
          "lifelong",
          "mnist",
          "mnist-lean",
          "three-layers",
          "scholl-dbm-ci",
          "scholl-dbm-small",
          "scholl-dbm-turns",
          "scholl-dbm",
          "stothers-ci",
          "stothers-development",
          "stothers-architecture-ci",
          "stothers-architecture");

  private ShippedExperiments() {}

  /** Their names, the default one first. */
  public static List<String> names() {
    return NAMES;
  }
}
