package org.ontogeny.engine.spec;

/** A specification that cannot be run. The message names file, line and key and is for the user. */
public final class SpecException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SpecException(String message) {
    super(message);
  }

  public SpecException(String message, Throwable cause) {
    super(message, cause);
  }
}
