package org.ontogeny.dashboards.report.plot;

/**
 * A straight line across a plot, for comparison.
 *
 * @param label written at its end; empty for none
 * @param vertical whether it stands at a value of the horizontal axis
 */
public record Level(String label, Style style, double at, boolean vertical) {}
