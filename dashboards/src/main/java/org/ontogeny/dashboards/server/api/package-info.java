/**
 * What can be asked about runs, over HTTP: summaries, events as pages and as streams, curves,
 * windows of matrices, the lives of single neurons and synapses, files, metrics. Each route is
 * bounded in what it reads into memory and answers.
 */
package org.ontogeny.dashboards.server.api;
