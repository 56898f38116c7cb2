package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.process.StandardError;
import org.ontogeny.dashboards.view.PanelFold;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Progress;

/** Shows how far a run is, on standard error; it hears of its progress and of its events. */
interface ProgressDisplay extends Progress, Journal, AutoCloseable {

  @Override
  default void append(Event event) {
    // progress is enough
  }

  /** Says something else in a line of its own. */
  void say(String line);

  /** Ends it; a second time does nothing. */
  @Override
  void close();

  /**
   * A panel where standard error is a terminal in which the cursor can move, else lines.
   *
   * @param err takes the lines
   */
  static ProgressDisplay of(RunDirectory directory, RunSpec spec, PrintWriter err) {
    return isPossible()
        ? new PanelDisplay(PanelFold.of(directory, spec))
        : new LineDisplay(spec.experiment().updates(), err);
  }

  /** Whether a panel can be drawn. */
  static boolean isPossible() {
    String kind = System.getenv("TERM");
    return kind != null && !kind.equals("dumb") && StandardError.isTerminal();
  }
}
