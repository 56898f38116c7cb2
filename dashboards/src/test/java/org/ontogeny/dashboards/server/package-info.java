/** The server, asked from outside: by a client, by raw sockets, by curl and by Python. */
package org.ontogeny.dashboards.server;
