package org.ontogeny.dashboards.report.plot;

/**
 * A marked place of an axis.
 *
 * @param at value
 * @param label as it is written there; empty for a mark alone
 */
public record Tick(double at, String label) {}
