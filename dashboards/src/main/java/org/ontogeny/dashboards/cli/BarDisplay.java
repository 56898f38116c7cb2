package org.ontogeny.dashboards.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;
import org.ontogeny.engine.stage.Course;

/** A bar in the last line of a terminal, with the stage and the time left; it leaves no trace. */
final class BarDisplay implements ProgressDisplay {

  private static final int WIDTH = 79; // a line that fills a terminal may wrap
  private static final int BAR = 24;
  private static final int INTERVAL = 200; // milliseconds

  private final ProgressBar bar;

  BarDisplay(String title, long updates) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(title)
            .setInitialMax(updates == Course.ENDLESS ? -1 : updates)
            .setUpdateIntervalMillis(INTERVAL)
            .setRenderer((state, width) -> line(state))
            .setConsumer(new LastLine())
            .build();
  }

  @Override
  public void entered(String stage) {
    bar.setExtraMessage(stage);
  }

  @Override
  public void advanced(long updates) {
    bar.stepBy(updates);
  }

  @Override
  public void say(String line) {
    System.err.println("\r" + " ".repeat(WIDTH) + "\r" + line); // the bar comes again below
    System.err.flush();
  }

  @Override
  public void close() {
    bar.close();
  }

  private static String line(ProgressState state) {
    String line = state.isIndefinite() ? withoutEnd(state) : toTheEnd(state);
    return line.length() > WIDTH ? line.substring(0, WIDTH) : line;
  }

  private static String withoutEnd(ProgressState state) {
    return String.format(
        Locale.ROOT,
        "%s  %,d updates  %s  %s",
        state.getTaskName(),
        state.getCurrent(),
        clock(state.getElapsedAfterStart().toSeconds()),
        state.getExtraMessage());
  }

  private static String toTheEnd(ProgressState state) {
    double share = state.getMax() == 0 ? 1 : (double) state.getCurrent() / state.getMax();
    int full = (int) Math.round(share * BAR);
    return String.format(
        Locale.ROOT,
        "%s %3.0f %% [%s%s] %s  %s",
        state.getTaskName(),
        100 * share,
        "=".repeat(full),
        " ".repeat(BAR - full),
        timeLeft(state, share),
        state.getExtraMessage());
  }

  /** As if the rest went on at the pace so far. */
  private static String timeLeft(ProgressState state, double share) {
    if (share == 0) {
      return "  ... left";
    }
    Duration elapsed = state.getElapsedAfterStart();
    long seconds = Math.round(elapsed.toMillis() / 1000.0 * (1 - share) / share);
    return clock(seconds) + " left";
  }

  private static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%2d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
  }

  /** Writes over the line that the cursor is in. */
  private static final class LastLine implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String line) {
      System.err.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
      System.err.flush();
    }

    @Override
    public void close() {
      System.err.print("\r" + " ".repeat(WIDTH) + "\r\n");
      System.err.flush();
    }
  }
}
