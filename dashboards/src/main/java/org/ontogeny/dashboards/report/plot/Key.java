package org.ontogeny.dashboards.report.plot;

/**
 * An entry of a legend.
 *
 * @param form what it shows: a line, a mark or both
 */
public record Key(String text, Style style, Curve.Form form) {}
