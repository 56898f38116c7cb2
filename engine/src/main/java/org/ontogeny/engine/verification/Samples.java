package org.ontogeny.engine.verification;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/**
 * Chosen steps at which masks are counted afresh from their bits, and held against what was counted
 * one change after another and what groups last told. A copy of the bits is kept of each, to be
 * held against those of a way back: one bit a potential synapse and step. The masks of a step are
 * those after its last event.
 */
final class Samples {

  /**
   * Masks after an event.
   *
   * @param bits of them, a copy
   * @param steps chosen ones that they stand for
   */
  record Sample(Masks.Bits bits, int steps) {}

  private final List<GroupId> groups;
  private final TreeSet<Long> pending;
  private final Findings findings;
  private final Map<Long, Sample> samples = new HashMap<>(); // by seq of the last event
  private final Set<Long> met = new HashSet<>(); // seqs of samples that a way back has met
  private int steps;

  Samples(Network network, Set<Long> steps, Findings findings) {
    this.groups = network.synapseGroups();
    this.pending = new TreeSet<>(steps);
    this.findings = findings;
  }

  /** How many of the steps have been compared. */
  int steps() {
    return steps;
  }

  /** How many of them were met by a way back. */
  int rewound() {
    return met.stream().mapToInt(seq -> samples.get(seq).steps()).sum();
  }

  /**
   * A way back meets masks after an event.
   *
   * @return the sample that was taken there on the way forward; null where there is none
   */
  Sample meet(long seq) {
    if (samples.containsKey(seq)) {
      met.add(seq);
    }
    return samples.get(seq);
  }

  /**
   * The masks stay what they are until this step.
   *
   * @param seq of the last event
   */
  void until(long step, long seq, Masks masks) {
    int due = 0;
    while (!pending.isEmpty() && pending.first() < step) {
      pending.pollFirst();
      due++;
    }
    if (due > 0) {
      groups.forEach(group -> compare(group, masks));
      samples.put(seq, new Sample(masks.bits(), due));
      steps += due;
    }
  }

  private void compare(GroupId group, Masks masks) {
    Living bits = masks.synapses(group.owner()).living(group);
    Masks.Tally tally = masks.tally(group);
    require(group, "as counted by change", bits, tally.counted());
    require(group, "as last told by the group", bits, tally.told());
  }

  private void require(GroupId group, String by, Living bits, Living other) {
    if (!bits.equals(other)) {
      findings.add("group " + group, Words.of(bits) + " in the masks", Words.of(other) + " " + by);
    }
  }
}
