package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.ontogeny.engine.stage.Course;

/**
 * One line for each stage, and for each part of a stage such as a round; none for parts of those.
 */
final class LineDisplay implements ProgressDisplay {

  private static final int DEEPEST = 2;
  private static final long MINUTE = 60_000_000_000L; // nanoseconds between lines without an end

  private final long updates;
  private final PrintWriter err;
  private final long start = System.nanoTime();
  private long done;
  private String stage = "";
  private long told = start;

  LineDisplay(long updates, PrintWriter err) {
    this.updates = updates;
    this.err = err;
  }

  @Override
  public void entered(String next) {
    stage = next;
    if (stage.chars().filter(c -> c == '/').count() < DEEPEST) {
      tell();
    }
  }

  private void tell() {
    told = System.nanoTime();
    double seconds = (told - start) / 1e9;
    err.println(String.format(Locale.ROOT, "%7.1f s %s  %s", seconds, far(), stage));
    err.flush();
  }

  private String far() {
    if (updates == Course.ENDLESS) {
      return String.format(Locale.ROOT, "%,d updates", done);
    }
    long percent = updates == 0 ? 100 : 100 * done / updates;
    return String.format(Locale.ROOT, "%3d %%", percent);
  }

  @Override
  public void advanced(long more) {
    done += more;
    if (updates == Course.ENDLESS && System.nanoTime() - told > MINUTE) {
      tell();
    }
  }

  @Override
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public void close() {
    err.println(); // sets the results off
    err.flush();
  }
}
