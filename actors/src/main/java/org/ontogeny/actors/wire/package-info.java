/**
 * The protobuf forms of what groups, hosts and the conductor tell each other and of what
 * checkpoints hold, and the only code that knows them. Populations and projections travel by name
 * and are looked up in the network on arrival.
 */
package org.ontogeny.actors.wire;
