package org.ontogeny.dashboards.view;

import java.util.Locale;
import java.util.OptionalDouble;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/** How a run goes on, a line for each thing that matters to whoever watches from afar. */
public final class WatchText {

  private static final int DEEPEST = 2; // names of a path: a stage, and a round within it

  private WatchText() {}

  /** Names of the columns. */
  public static String heading() {
    return columns("step", "density", "accuracy", "stage", "what happened");
  }

  /** Whether an event has a line: stages and rounds, deaths, evaluations, and what people did. */
  public static boolean tells(Event event) {
    Fact fact = event.fact();
    if (fact instanceof Fact.StageStarted) {
      return event.stage().split("/", -1).length <= DEEPEST;
    }
    if (fact instanceof Fact.Evaluated evaluated) {
      return evaluated.measure().equals("accuracy");
    }
    return fact instanceof Fact.RunStarted
        || fact instanceof Fact.RunEnded
        || fact instanceof Fact.Branched
        || fact instanceof Fact.SynapsesPruned
        || fact instanceof Fact.Intervened;
  }

  /**
   * The line of an event.
   *
   * @param density living synapses as a share of the possible ones, 0 to 1
   * @param accuracy the last one of the network, 0 to 1
   */
  public static String line(Event event, double density, OptionalDouble accuracy) {
    return columns(
        OutcomeText.count(event.step()),
        String.format(Locale.ROOT, "%.1f %%", 100 * density),
        accuracy.isPresent() ? String.format(Locale.ROOT, "%.3f", accuracy.getAsDouble()) : "-",
        event.stage().isEmpty() ? "-" : event.stage(),
        EventText.what(event.fact()));
  }

  private static String columns(
      String step, String density, String accuracy, String stage, String what) {
    return String.format(
        Locale.ROOT, "%9s  %7s  %8s  %-23s %s", step, density, accuracy, stage, what);
  }
}
