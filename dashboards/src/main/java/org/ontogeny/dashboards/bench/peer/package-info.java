/**
 * What a user would pick instead: scripts in Python that do the same work with other libraries.
 * Each prints lines {@code LABEL: NUMBER UNIT}.
 */
package org.ontogeny.dashboards.bench.peer;
