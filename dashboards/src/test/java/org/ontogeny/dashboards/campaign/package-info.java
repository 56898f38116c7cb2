/** Campaigns of tiny machines, and comparisons with known answers. */
package org.ontogeny.dashboards.campaign;
