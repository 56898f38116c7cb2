package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import org.ontogeny.dashboards.process.StandardError;
import org.ontogeny.engine.stage.Progress;

/** Shows how far a run is, on standard error. */
interface ProgressDisplay extends Progress, AutoCloseable {

  /** Says something else in a line of its own. */
  void say(String line);

  @Override
  void close();

  /**
   * A bar where standard error is a terminal, else lines.
   *
   * @param title of the run
   * @param updates learning steps in all
   * @param err takes the lines
   */
  static ProgressDisplay of(String title, long updates, PrintWriter err) {
    return StandardError.isTerminal()
        ? new BarDisplay(title, updates)
        : new LineDisplay(updates, err);
  }
}
