/**
 * Pure folds from events to what is drawn: what a run came to, how accuracy went as synapses died,
 * which claims were shown. Nothing here knows a terminal, a page or a running network, so a live
 * run and a recorded one are drawn alike.
 */
package org.ontogeny.dashboards.view;
