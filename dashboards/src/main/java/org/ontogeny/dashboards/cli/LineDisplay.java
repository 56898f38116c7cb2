package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * One line for each stage, and for each part of a stage such as a round; none for parts of those.
 */
final class LineDisplay implements ProgressDisplay {

  private static final int DEEPEST = 2;

  private final long updates;
  private final PrintWriter err;
  private final long start = System.nanoTime();
  private long done;

  LineDisplay(long updates, PrintWriter err) {
    this.updates = updates;
    this.err = err;
  }

  @Override
  public void entered(String stage) {
    if (stage.chars().filter(c -> c == '/').count() < DEEPEST) {
      double seconds = (System.nanoTime() - start) / 1e9;
      long percent = updates == 0 ? 100 : 100 * done / updates;
      err.println(String.format(Locale.ROOT, "%7.1f s %3d %%  %s", seconds, percent, stage));
      err.flush();
    }
  }

  @Override
  public void advanced(long more) {
    done += more;
  }

  @Override
  public void close() {
    err.println(); // sets the results off
    err.flush();
  }
}
