/**
 * The program as a process: where it says what it has to say, and how it starts further ones of its
 * kind.
 */
package org.ontogeny.dashboards.process;
