package org.ontogeny.engine.plugin;

/** A plugin that cannot be used, or that failed. The message names the jar and is for the user. */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public PluginException(String message) {
    super(message);
  }

  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
