package org.ontogeny.engine.verification;

import java.util.List;
import java.util.SortedSet;

/**
 * What a replay went through and what it found.
 *
 * @param events taken
 * @param born synapses that formed, initial ones included
 * @param initial of those, the ones that the network was born with: no rule decided them
 * @param died synapses
 * @param reapplied verdicts of birth and death that were passed again
 * @param unapplied verdicts that could not be: of rules that the engine does not have, or cannot
 *     read
 * @param foreign names of rules and criteria that are not the engine's (a plugin's), the first few;
 *     a known selection is applied again to a foreign importance as it is recorded
 * @param steps at which masks were counted afresh and held against what groups told
 * @param rewound of those, how many the masks of a later state reached backward
 * @param states held against the masks bit for bit
 * @param findings in all
 * @param first of them, in order
 */
public record Verified(
    long events,
    long born,
    long initial,
    long died,
    long reapplied,
    long unapplied,
    SortedSet<String> foreign,
    int steps,
    int rewound,
    int states,
    long findings,
    List<Finding> first) {

  /** Whether all that could be checked is as it must be. */
  public boolean isSound() {
    return findings == 0;
  }
}
