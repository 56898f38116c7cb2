package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.ontogeny.dashboards.campaign.CampaignListener;
import org.ontogeny.dashboards.campaign.CampaignRun;

/** A line for each beginning and each end of a run. */
final class CampaignLines implements CampaignListener {

  private final PrintWriter err;
  private final long start = System.nanoTime();
  private volatile boolean failures;

  CampaignLines(PrintWriter err) {
    this.err = err;
  }

  /** Whether a run has failed. */
  boolean tellsOfFailures() {
    return failures;
  }

  /** Says something else. */
  void say(String line) {
    err.println(line);
    err.flush();
  }

  private void tell(CampaignRun run, String what) {
    double seconds = (System.nanoTime() - start) / 1e9;
    say(String.format(Locale.ROOT, "%7.1f s  %s  %s", seconds, run.directory().id(), what));
  }

  @Override
  public void began(CampaignRun run) {
    tell(run, "begins");
  }

  @Override
  public void resumed(CampaignRun run, long step) {
    tell(run, String.format(Locale.ROOT, "goes on from step %,d", step));
  }

  @Override
  public void finished(CampaignRun run, Duration time) {
    tell(run, String.format(Locale.ROOT, "has finished after %.1f s", time.toMillis() / 1000.0));
  }

  @Override
  public void stopped(CampaignRun run, String message) {
    tell(run, "has stopped: " + message);
  }

  @Override
  public void failed(CampaignRun run, Throwable failure) {
    failures = true;
    tell(run, "has failed: " + Problems.text(failure));
  }
}
