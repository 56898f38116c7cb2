package org.ontogeny.dashboards.campaign;

import java.time.Duration;

/** Hears what happens to the runs of a campaign; called by the threads that carry them out. */
public interface CampaignListener {

  /** A run begins. */
  void began(CampaignRun run);

  /** A run goes on from a step. */
  void resumed(CampaignRun run, long step);

  /** A run has come to its end, so long after it began or went on. */
  void finished(CampaignRun run, Duration time);

  /** A run was told to stop and has stopped in order. */
  void stopped(CampaignRun run, String message);

  /** A run has failed. */
  void failed(CampaignRun run, Throwable failure);
}
