package org.ontogeny.dashboards.server;

import java.io.Serial;

/** The server cannot be started as it was asked for. The message is for the user. */
public final class CannotListen extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public CannotListen(String message, Throwable cause) {
    super(message, cause);
  }
}
