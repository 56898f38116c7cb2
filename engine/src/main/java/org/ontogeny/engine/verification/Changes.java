package org.ontogeny.engine.verification;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/**
 * Applies births and deaths to masks. A fate that cannot be is a finding and changes nothing; then
 * the group must have told the same count and fingerprint as the masks have. A difference is told
 * once, not again at each later fact of the group.
 */
final class Changes {

  private final Set<GroupId> groups;
  private final Findings findings;
  private long born;
  private long initial;
  private long died;

  Changes(Network network, Findings findings) {
    this.groups = new HashSet<>(network.synapseGroups());
    this.findings = findings;
  }

  long born() {
    return born;
  }

  long initial() {
    return initial;
  }

  long died() {
    return died;
  }

  /** Whether the network has the group, and it is one of the projection. */
  boolean isKnown(Fact.Structural fact) {
    return groups.contains(fact.group()) && fact.group().owner().equals(fact.projection());
  }

  /** Takes what happened in one group. */
  void apply(Event event, Fact.Structural fact, Masks masks) {
    if (!isKnown(fact)) {
      findings.add(
          "projection " + fact.projection(), "a synapse group of the network", fact.group());
      return;
    }
    Turn turn = new Turn(event.step(), fact, masks);
    fact.fates().forEach(turn::take);
    close(fact, turn, masks);
    if (fact instanceof Fact.SynapsesFormed formed) {
      born += formed.births().size();
      initial += formed.rule().equals(Fact.SynapsesFormed.INITIAL) ? formed.births().size() : 0;
    } else {
      died += fact.fates().size();
    }
  }

  private void close(Fact.Structural fact, Turn turn, Masks masks) {
    Masks.Tally before = masks.tally(fact.group());
    Living counted = before.counted().plus(turn.change());
    Masks.Tally after = new Masks.Tally(counted, fact.living());
    masks.note(fact.group(), after);
    if (!after.gap().equals(before.gap())) {
      findings.add(
          "group " + fact.group(), Words.of(counted) + " as replayed", Words.of(fact.living()));
    }
  }

  /** The fates of one fact, in order. */
  private final class Turn {
    private final long step;
    private final Fact.Structural fact;
    private final boolean birth;
    private final Masks masks;
    private final Mask mask;
    private final BitSet pres;
    private final BitSet posts;
    private Fate last;
    private long synapses;
    private long fingerprint;

    Turn(long step, Fact.Structural fact, Masks masks) {
      this.step = step;
      this.fact = fact;
      this.birth = fact instanceof Fact.SynapsesFormed;
      this.masks = masks;
      this.mask = masks.synapses(fact.projection());
      this.pres = masks.neurons(mask.projection().pre().name());
      this.posts = masks.neurons(mask.projection().post().name());
    }

    /** What came, less what went. */
    Living change() {
      return new Living(synapses, fingerprint);
    }

    void take(Fate fate) {
      if (last != null && Fate.BY_POST_THEN_PRE.compare(last, fate) >= 0) {
        say(
            fate,
            "synapses sorted by post, then pre",
            "it after " + last.pre() + "->" + last.post());
      }
      last = fate;
      if (!mask.isWithin(fate.pre(), fate.post()) || !fact.group().contains(fate.post())) {
        say(fate, "a synapse onto neurons of " + fact.group(), "another");
      } else if (birth) {
        bear(fate);
      } else {
        kill(fate);
      }
    }

    private void bear(Fate fate) {
      if (!mask.projection().possible(fate.pre(), fate.post())) {
        say(fate, "the birth of a possible synapse", "one that may never exist");
      } else if (mask.isAlive(fate.pre(), fate.post())) {
        say(fate, "the birth of a dead synapse", "one that is alive");
      } else {
        if (!pres.get(fate.pre()) || !posts.get(fate.post())) {
          say(fate, "a birth between living neurons", "a dead neuron at an end");
        }
        requireAge(fate, 0);
        masks.bear(mask, fate.pre(), fate.post(), step);
        synapses++;
        fingerprint += Living.mark(fate.pre(), fate.post());
      }
    }

    private void kill(Fate fate) {
      if (!mask.isAlive(fate.pre(), fate.post())) {
        say(fate, "the death of a living synapse", "one that is not alive");
        return;
      }
      requireAge(fate, step - masks.born(mask, fate.pre(), fate.post()));
      mask.kill(fate.pre(), fate.post());
      synapses--;
      fingerprint -= Living.mark(fate.pre(), fate.post());
    }

    private void requireAge(Fate fate, long age) {
      if (fate.age() != age) {
        say(fate, "an age of " + age + " steps", fate.age());
      }
    }

    private void say(Fate fate, Object expected, Object found) {
      findings.add(fact.projection(), fate, expected, found);
    }
  }
}
