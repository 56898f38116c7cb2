package org.ontogeny.dashboards.server.api;

import java.util.Map;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Live activity of runs that this process develops. */
public interface ActivitySource {

  /** A process that develops no run. */
  ActivitySource NONE = run -> Optional.empty();

  /**
   * What the groups of a run do from now on, lossy: an object of JSON for each observation.
   *
   * @param run id
   * @return empty if this process does not develop the run
   */
  Optional<Source<ByteString, NotUsed>> listen(String run);

  /**
   * How many messages wait in the mailboxes of a run's actors, by their names.
   *
   * @param run id
   * @return empty if this process does not develop the run
   */
  default Map<String, Integer> mailboxes(String run) {
    return Map.of();
  }
}
