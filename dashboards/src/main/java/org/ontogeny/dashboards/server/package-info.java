/**
 * The server: binds a port of this computer, lets in who may ask, and hands requests to what
 * answers them. It reads what runs have written and changes nothing.
 */
package org.ontogeny.dashboards.server;
