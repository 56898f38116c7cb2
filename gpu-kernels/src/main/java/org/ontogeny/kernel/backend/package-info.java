/** Which backends there are, by the names that a user types. */
package org.ontogeny.kernel.backend;
