package org.ontogeny.dashboards.report.plot;

/**
 * An axis.
 *
 * @param label what it measures, with its unit
 */
public record Axis(String label, Scale scale) {}
