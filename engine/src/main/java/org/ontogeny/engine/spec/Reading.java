package org.ontogeny.engine.spec;

/** Whether something is done as the source says, or as the program behind it did. */
enum Reading {
  TEXT,
  REPO
}
