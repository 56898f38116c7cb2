package org.ontogeny.engine.event;

/**
 * A fact with its place in the total order of a run.
 *
 * @param seq 1, 2, 3, ... without a gap
 * @param step completed phase executions of the run when it happened
 * @param stage that was running, as in {@code rounds/3/prune}
 * @param fact what happened
 */
public record Event(long seq, long step, String stage, Fact fact) {}
