package org.ontogeny.dashboards.server.grpc;

import java.util.Locale;
import org.ontogeny.dashboards.view.RunSummary;
import org.ontogeny.proto.v1.Published;

/** Runs as messages; what is not known of one is absent. */
final class RunMessages {

  private static final String UNREADABLE = "unreadable";

  private RunMessages() {}

  static Published.Run of(RunSummary summary) {
    Published.Run.Builder run =
        Published.Run.newBuilder()
            .setId(summary.id())
            .setState(
                Published.Run.State.valueOf("STATE_" + summary.state().toUpperCase(Locale.ROOT)));
    if (!summary.experiment().equals(UNREADABLE)) {
      run.setExperiment(summary.experiment());
    }
    if (summary.seed() >= 0) {
      run.setSeed(summary.seed());
    }
    if (summary.step() >= 0) {
      run.setStep(summary.step());
    }
    if (summary.synapses() >= 0) {
      run.setSynapses(summary.synapses());
    }
    if (summary.events() >= 0) {
      run.setEvents(summary.events());
    }
    return run.build();
  }
}
