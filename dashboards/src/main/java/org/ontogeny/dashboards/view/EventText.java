package org.ontogeny.dashboards.view;

import static org.ontogeny.dashboards.view.OutcomeText.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;

/** Events as lines that people read. */
public final class EventText {

  private static final String INDENT = " ".repeat(8);

  private EventText() {}

  /** Headings of the columns of {@link #lines}. */
  public static String heading() {
    return columns("seq", "step", "stage", "what happened");
  }

  /**
   * An event as one line and, where asked for, more lines that tell who died.
   *
   * @param synapses whether to list every synapse, and the original indices of neurons
   */
  public static List<String> lines(Event event, boolean synapses) {
    List<String> lines = new ArrayList<>();
    lines.add(
        columns(
            "" + event.seq(),
            "" + event.step(),
            event.stage().isEmpty() ? "-" : event.stage(),
            what(event.fact())));
    if (synapses && event.fact() instanceof Fact.Structural structural) {
      lines.add(INDENT + how(structural));
      structural.fates().forEach(fate -> lines.add(INDENT + synapse(fate)));
    } else if (synapses && event.fact() instanceof Fact.NeuronsDied died) {
      died.neurons().forEach(neuron -> lines.add(INDENT + neuron));
    }
    return lines;
  }

  private static String how(Fact.Structural fact) {
    if (fact instanceof Fact.SynapsesPruned pruned && !pruned.selection().isEmpty()) {
      return "%s, %s, threshold %s"
          .formatted(pruned.rule(), pruned.selection(), pruned.threshold());
    }
    return fact instanceof Fact.SynapsesFormed formed
        ? formed.rule()
        : ((Fact.SynapsesPruned) fact).rule();
  }

  private static String columns(String seq, String step, String stage, String what) {
    return String.format(Locale.ROOT, "%6s %7s  %-23s %s", seq, step, stage, what);
  }

  /** What happened, in words. */
  public static String what(Fact fact) {
    if (fact instanceof Fact.RunStarted started) {
      return "run started: seed %d, %s synapses"
          .formatted(started.seed(), count(started.synapses()));
    } else if (fact instanceof Fact.RunEnded ended) {
      return "run ended: %s synapses, %s neurons"
          .formatted(count(ended.synapses()), count(ended.neurons()));
    } else if (fact instanceof Fact.StageStarted) {
      return "stage started";
    } else if (fact instanceof Fact.StageEnded) {
      return "stage ended";
    } else if (fact instanceof Fact.EpochEnded epoch) {
      return "epoch %d ended after %s updates".formatted(epoch.epoch(), count(epoch.updates()));
    } else if (fact instanceof Fact.Branched branched) {
      return "course %s from %s: %s synapses"
          .formatted(branched.course(), branched.from(), count(branched.synapses()));
    } else if (fact instanceof Fact.SynapsesPruned pruned) {
      return "%s: %s died (%s)"
          .formatted(pruned.group(), count(pruned.deaths().size()), pruned.rule());
    } else if (fact instanceof Fact.SynapsesFormed formed) {
      return "%s: %s formed (%s)"
          .formatted(formed.group(), count(formed.births().size()), formed.rule());
    } else if (fact instanceof Fact.Snapshot snapshot) {
      return "snapshot: fields %s, %d chains".formatted(snapshot.fields(), snapshot.chains());
    } else if (fact instanceof Fact.Changed changed) {
      return "changed: " + changed.values();
    } else if (fact instanceof Fact.Lesioned lesioned) {
      return "lesion: %d neurons of %s taken"
          .formatted(lesioned.neurons().size(), lesioned.population());
    } else if (fact instanceof Fact.NeuronsDied died) {
      return "%s: %d neurons died".formatted(died.group(), died.neurons().size());
    } else if (fact instanceof Fact.Evaluated evaluated) {
      return String.format(
          Locale.ROOT, "%s of %s: %.4f", evaluated.measure(), evaluated.of(), evaluated.value());
    }
    throw new IllegalArgumentException("no words are known for " + fact.kind());
  }

  private static String synapse(Fate death) {
    return String.format(
        Locale.ROOT,
        "%d -> %d  importance %.5f  weight %.4f  age %d  draw %.4f",
        death.pre(),
        death.post(),
        death.importance(),
        death.weight(),
        death.age(),
        death.draw());
  }
}
