/** Documents are held to the program. */
package org.ontogeny.dashboards;
