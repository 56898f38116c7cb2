package org.ontogeny.dashboards.process;

/**
 * How much a terminal shows.
 *
 * @param columns characters of a line
 * @param rows lines
 */
public record TerminalSize(int columns, int rows) {}
