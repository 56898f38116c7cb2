package org.ontogeny.engine.network;

/**
 * The two ends of a projection. Activity is heard at one end and drives the neurons at the other.
 */
public enum End {
  PRE,
  POST;

  public End opposite() {
    return this == PRE ? POST : PRE;
  }
}
