/**
 * Runs a network with actors: the conductor starts the hosts of groups, gives credit, closes fences
 * and turns a stopped host or a lost letter into an error; the executor is what the rest of a
 * program sees of it. Results equal the sequential executor's to the bit.
 */
package org.ontogeny.actors.run;
