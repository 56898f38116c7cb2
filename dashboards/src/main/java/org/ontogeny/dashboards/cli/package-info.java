/**
 * The command line. Results go to standard output, progress and problems to standard error; the
 * exit status is 0 when all went well, 2 for a user's mistake and 1 for a failure. A command loads
 * what it needs when it runs, so that help and lists answer at once.
 */
package org.ontogeny.dashboards.cli;
