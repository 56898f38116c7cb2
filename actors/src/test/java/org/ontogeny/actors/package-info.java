/** A small network with a whole life, and a way to compare whatever comes of it to the bit. */
package org.ontogeny.actors;
