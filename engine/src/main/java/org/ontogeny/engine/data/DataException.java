package org.ontogeny.engine.data;

/**
 * A data set that cannot be used. The message is meant for the user: it names the file or the
 * setting at fault, what was expected and what was found.
 */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
