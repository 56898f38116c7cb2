package org.ontogeny.engine.verification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/**
 * A journal written by hand: a 4 x 4 grid onto another with fields of 3 x 3, and four neurons on
 * top of it. Fingerprints are added up from the fates that are written.
 */
final class HandJournal {

  static final long SEED = 11;
  static final Network NETWORK = network();
  static final GroupId LOWER = new GroupId("fields", 0, 16);
  static final GroupId UPPER = new GroupId("all", 0, 4);

  private final List<Event> events = new ArrayList<>();
  private final Map<GroupId, Living> living = new HashMap<>();
  private long step;

  List<Event> events() {
    return events;
  }

  private static Network network() {
    Population visible = new Population("visible", 16, 1, true, 4);
    Population middle = new Population("middle", 16, 1, false, 4);
    Population top = new Population("top", 4, 1, false, 0);
    return new Network(
        List.of(visible, middle, top),
        List.of(
            new Projection("fields", visible, middle, 1),
            new Projection("all", middle, top, Projection.FULL)));
  }

  /** Begins with these synapses. */
  static HandJournal of(List<Fate> fields, List<Fate> all) {
    HandJournal journal = new HandJournal();
    journal.add(new Fact.RunStarted("hand", SEED, fields.size() + all.size(), 36));
    journal.form(LOWER, Fact.SynapsesFormed.INITIAL, Double.NaN, fields);
    journal.form(UPPER, Fact.SynapsesFormed.INITIAL, Double.NaN, all);
    return journal;
  }

  /** A synapse that was there from the start. */
  static Fate initial(int pre, int post) {
    return new Fate(pre, post, Double.NaN, 0.5f, 0, Float.NaN);
  }

  HandJournal at(long next) {
    step = next;
    return this;
  }

  HandJournal add(Fact fact) {
    events.add(new Event(events.size() + 1L, step, "", fact));
    return this;
  }

  HandJournal form(GroupId group, String rule, double threshold, List<Fate> births) {
    Living after = living.getOrDefault(group, Living.NONE);
    for (Fate birth : births) {
      after = after.plus(birth.pre(), birth.post());
    }
    living.put(group, after);
    return add(new Fact.SynapsesFormed(group.owner(), group, rule, threshold, births, after));
  }

  /** A cascade, or deaths by {@code threshold(1.0)}. */
  HandJournal prune(GroupId group, String rule, List<Fate> deaths) {
    Living after = living.getOrDefault(group, Living.NONE);
    for (Fate death : deaths) {
      after = after.minus(death.pre(), death.post());
    }
    living.put(group, after);
    boolean cause =
        rule.equals(Fact.SynapsesPruned.CASCADE) || rule.equals(Fact.SynapsesPruned.LESION);
    return add(
        new Fact.SynapsesPruned(
            group.owner(),
            group,
            rule,
            cause ? "" : "threshold(1.0)",
            cause ? Double.NaN : 1,
            OptionalLong.empty(),
            deaths,
            after));
  }

  HandJournal die(String population, Integer... neurons) {
    int all = NETWORK.population(population).neurons();
    return add(new Fact.NeuronsDied(population, new GroupId(population, 0, all), List.of(neurons)));
  }

  /** The network becomes what it was after an event, with so many alive. */
  HandJournal branch(long fence, long synapses, long neurons, Map<GroupId, Living> then) {
    living.clear();
    living.putAll(then);
    return add(new Fact.Branched("start", fence, "control", synapses, neurons));
  }

  /** What groups tell of themselves now. */
  Map<GroupId, Living> living() {
    return Map.copyOf(living);
  }

  Verified verify() {
    return Replays.of(NETWORK, SEED, events);
  }
}
