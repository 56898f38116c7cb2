/**
 * A run, or several compared, as one page that needs nothing else: no script, no other file and no
 * network. What a run's files tell is read once into a {@link
 * org.ontogeny.dashboards.report.RunHistory}; everything after that is text made of text.
 */
package org.ontogeny.dashboards.report;
