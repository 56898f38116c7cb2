/**
 * Replay of a journal from an empty network: every birth and death is applied to masks of who is
 * alive, and every verdict is passed again from the rule, the importance and the keyed draw that
 * stand beside it. The masks must be those that groups told (fingerprints after Zobrist 1970) and
 * those of checkpoints, replayed forward and backward. What the journal does not hold cannot be
 * passed again: the counts behind an importance, and the importances of survivors.
 */
package org.ontogeny.engine.verification;
