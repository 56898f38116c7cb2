/**
 * Several specifications and seeds over the cores: the runs of a campaign, those that are still to
 * be developed, and what all of them measured, compared by Student's t-test.
 */
package org.ontogeny.dashboards.campaign;
