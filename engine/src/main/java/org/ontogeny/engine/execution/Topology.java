package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Source;
import org.ontogeny.engine.network.Update;
import org.ontogeny.engine.network.Work;

/**
 * Which messages flow between groups when one shard of an ensemble goes through a phase. It walks
 * through the tick table with the ledger that the groups keep, so it cannot differ from them in
 * what is told when.
 *
 * @param phase name of the phase
 * @param flows from whom to whom, in the order of the first message of each
 */
public record Topology(String phase, List<Flow> flows) {

  public Topology {
    flows = List.copyOf(flows);
  }

  /** What a message between groups carries. */
  public enum Kind {
    /** States of a neuron group, to a synapse group. */
    ACTIVITY,
    /** Summed input, from a synapse group to a neuron group. */
    DRIVE
  }

  /**
   * Messages of one kind from one group to another.
   *
   * @param end of the projection at which the neuron group is
   * @param messages how many for one shard
   */
  public record Flow(Kind kind, GroupId from, GroupId to, End end, long messages) {}

  private record Link(Kind kind, GroupId from, GroupId to, End end) {}

  /**
   * The messages of one execution of a phase, for each shard.
   *
   * @param passes how many passes a loop makes that asks after each whether to go on, at least 1
   *     and at most what the loop allows; loops that do not ask make all of theirs
   */
  public static Topology of(Phase phase, int passes) {
    Map<Link, Long> counts = new LinkedHashMap<>();
    Inbox inbox = new Inbox();
    Walk walk = new Walk(new Walk.Place(0, 0), phase, inbox);
    while (walk.nextTick()) {
      for (Ledger.Transfer transfer : transfers(walk)) {
        links(transfer).forEach(link -> counts.merge(link, 1L, Long::sum));
      }
      if (walk.asksNow()) {
        inbox.put(new Message.Verdict(0, 0, walk.pass(), walk.pass() < passes));
        walk.awaitVerdict();
        walk.perform();
      }
    }
    List<Flow> flows = new ArrayList<>();
    counts.forEach(
        (link, messages) ->
            flows.add(new Flow(link.kind(), link.from(), link.to(), link.end(), messages)));
    return new Topology(phase.name(), flows);
  }

  /** All transfers of the current tick, in its order. */
  private static List<Ledger.Transfer> transfers(Walk walk) {
    List<Ledger.Transfer> transfers = new ArrayList<>();
    for (Update update : walk.row().updates()) {
      for (Source source : update.from()) {
        transfers.add(walk.ledger.transfer(source));
      }
    }
    walk.ledger.updated(walk.row().updates(), walk.tick());
    for (Work work : walk.row().work()) {
      transfers.addAll(walk.ledger.transfers(work));
    }
    return transfers;
  }

  private static List<Link> links(Ledger.Transfer transfer) {
    List<Link> links = new ArrayList<>();
    End told = transfer.end();
    End driven = told.opposite();
    for (GroupId synapses : Network.synapseGroups(transfer.projection())) {
      if (transfer.hear()) {
        Network.neighbours(transfer.projection(), synapses, told)
            .forEach(from -> links.add(new Link(Kind.ACTIVITY, from, synapses, told)));
      }
      if (transfer.drive()) {
        Network.neighbours(transfer.projection(), synapses, driven)
            .forEach(to -> links.add(new Link(Kind.DRIVE, synapses, to, driven)));
      }
    }
    return links;
  }

  /** All messages of one shard. */
  public long messages() {
    return flows.stream().mapToLong(Flow::messages).sum();
  }
}
