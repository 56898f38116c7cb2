package org.ontogeny.kernel.opencl;

import com.aparapi.Config;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What Aparapi logs, for the messages of exceptions: the log is the only place where it says why a
 * device failed. Nothing of it goes elsewhere.
 */
final class AparapiLog extends Handler {

  private static final Logger LOGGER = Logger.getLogger(Config.getLoggerName());
  private static final AparapiLog LISTENER = new AparapiLog();

  private final ThreadLocal<String> said = ThreadLocal.withInitial(() -> "");

  private AparapiLog() {}

  /** Listens from now on. */
  static synchronized void listen() {
    LOGGER.removeHandler(LISTENER);
    LOGGER.addHandler(LISTENER);
    LOGGER.setUseParentHandlers(false);
    LOGGER.setLevel(Level.WARNING);
  }

  /** Forgets what was said on this thread. */
  static void forget() {
    LISTENER.said.remove();
  }

  /** What was said first on this thread, one line. */
  static String said() {
    return LISTENER.said.get();
  }

  @Override
  public void publish(LogRecord message) {
    if (said.get().isEmpty()) { // what follows is how it goes on after a failure
      said.set(String.valueOf(message.getMessage()).replaceAll("\\s+", " ").strip());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
