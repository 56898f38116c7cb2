/**
 * Long trials of whole runs: many processes killed and resumed, memory over hours. They are
 * commands, not tests, for they take longer than a build may; tests run short forms of them.
 */
package org.ontogeny.dashboards.soak;
