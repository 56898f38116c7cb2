package org.ontogeny.engine.network;

/**
 * A population in the middle of a stack has two biases while machines of two layers are trained one
 * after another: its own, learned as the upper layer of one, and the one that it learns as the
 * lower layer of the next. Assembly makes them one.
 */
public enum Role {
  OWN,
  LOWER
}
