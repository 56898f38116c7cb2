package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Journal;

/**
 * Adds up events to the decisions that synapses formed and died by. Its memory is bounded, however
 * long the run: old decisions of one kind are folded into each other.
 */
public final class DecisionsFold implements Journal {

  /** Decisions that are kept of each projection, rule and selection in each course. */
  public static final int MOST = 5_000;

  /**
   * Synapses of a projection that came or went at a fence, or at several that were made one.
   *
   * @param course its place in the list of courses, as in {@link Series#courses}
   * @param firstStep of those folded into it
   * @param step the last of them
   * @param seq of the last event
   * @param births whether synapses formed; else they died
   * @param rule by which they did; without the number of a {@code layer-random}, which is the count
   * @param selection how it was applied, without the number of a {@code layer-count}; empty where
   *     there is none
   * @param threshold that the decision turned on, the largest finite one where several groups
   *     decided or several decisions were made one; NaN where there is none
   * @param count of the synapses
   * @param folded how many fences were made one
   */
  public record Decision(
      int course,
      long firstStep,
      long step,
      long seq,
      String projection,
      boolean births,
      String rule,
      String selection,
      double threshold,
      long count,
      int folded) {

    private Decision plus(Decision later, int fences) {
      return new Decision(
          course,
          firstStep,
          later.step,
          later.seq,
          projection,
          births,
          rule,
          selection,
          larger(threshold, later.threshold),
          count + later.count,
          fences);
    }

    private static double larger(double a, double b) {
      if (!Double.isFinite(a) || !Double.isFinite(b)) {
        return Double.isFinite(a) ? a : b;
      }
      return Math.max(a, b);
    }
  }

  /** Left out is the number of a count: a quota means another one at each decision. */
  private static final Pattern COUNTED = Pattern.compile("^(layer-random|layer-count)\\(\\d+\\)$");

  /** Who decides alike. */
  private record Decider(
      int course, String projection, boolean births, String rule, String selection) {}

  /** What one decider has decided. Groups that decide at one step belong to one fence. */
  private static final class Decided {
    private final Thinned<Decision> past = thinned(MOST);
    private Decision open; // of the fence that its decisions belong to now; null before the first

    void add(Decision decision) {
      if (open != null && open.step() == decision.step()) {
        open = open.plus(decision, 1);
        return;
      }
      if (open != null) {
        past.add(open);
      }
      open = decision;
    }

    List<Decision> atMost(int most) {
      Thinned<Decision> all = thinned(MOST + 1);
      past.atMost(MOST).forEach(all::add);
      all.add(open);
      return all.atMost(most);
    }

    private static Thinned<Decision> thinned(int most) {
      return new Thinned<>(most, (a, b) -> true, (a, b) -> a.plus(b, a.folded() + b.folded()));
    }
  }

  private final Map<Decider, Decided> decided = new LinkedHashMap<>();
  private int course;

  @Override
  public void append(Event event) {
    Fact fact = event.fact();
    if (fact instanceof Fact.Branched) {
      course++;
    } else if (fact instanceof Fact.SynapsesFormed formed) {
      note(event, formed, formed.rule(), "", formed.threshold());
    } else if (fact instanceof Fact.SynapsesPruned pruned) {
      note(event, pruned, pruned.rule(), pruned.selection(), pruned.threshold());
    }
  }

  private void note(
      Event event, Fact.Structural fact, String rule, String selection, double threshold) {
    boolean births = fact instanceof Fact.SynapsesFormed;
    String by = COUNTED.matcher(rule).replaceFirst("$1");
    String chosen = COUNTED.matcher(selection).replaceFirst("$1");
    decided
        .computeIfAbsent(
            new Decider(course, fact.projection(), births, by, chosen), key -> new Decided())
        .add(
            new Decision(
                course,
                event.step(),
                event.step(),
                event.seq(),
                fact.projection(),
                births,
                by,
                chosen,
                threshold,
                fact.fates().size(),
                1));
  }

  /**
   * The decisions so far, in the order of their last events.
   *
   * @param most how many, at least 1; there is one of each course, projection, kind, rule and
   *     selection whatever this says
   */
  public List<Decision> decisions(int most) {
    List<Decision> all = decisionsOfEach(most);
    // who has decided seldom is not folded for the sake of who decides all the time
    for (int each = most; all.size() > most && each > 1; ) {
      each = Math.max(1, each / 2);
      all = decisionsOfEach(each);
    }
    all.sort(Comparator.comparingLong(Decision::seq));
    return List.copyOf(all);
  }

  private List<Decision> decisionsOfEach(int most) {
    List<Decision> all = new ArrayList<>();
    decided.values().forEach(of -> all.addAll(of.atMost(most)));
    return all;
  }
}
