package org.ontogeny.engine.execution;

import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Signal;

/**
 * One end of a projection, as something that activity goes in at.
 *
 * @param projection its name
 * @param end at which activity is heard
 * @param signal that is heard
 */
record Wire(String projection, End end, Signal signal) {}
