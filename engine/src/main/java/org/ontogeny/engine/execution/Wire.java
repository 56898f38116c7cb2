package org.ontogeny.engine.execution;

import org.ontogeny.engine.network.End;

/**
 * One end of a projection, as something that activity goes in at.
 *
 * @param projection its name
 * @param end at which activity is heard
 */
record Wire(String projection, End end) {}
