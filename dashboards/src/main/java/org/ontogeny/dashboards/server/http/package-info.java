/**
 * How requests are let in, understood and refused: who may ask (host, origin, bearer token), what a
 * path and its parameters mean, and problems as RFC 9457 has them. Nothing here knows a run.
 */
package org.ontogeny.dashboards.server.http;
