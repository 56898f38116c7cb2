package org.ontogeny.engine.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Source;
import org.ontogeny.engine.network.Update;
import org.ontogeny.engine.network.Work;

/**
 * What neuron groups and synapse groups share: walking through phases as messages arrive. Shards
 * and phases flow independently of each other, except that
 *
 * <ul>
 *   <li>contributions to sums are made in the order of steps and shards,
 *   <li>nothing starts before an earlier phase that learns has ended,
 *   <li>a shard of an ensemble does one phase after the other.
 * </ul>
 *
 * <p>Not thread-safe: one executor calls it, one message at a time.
 */
public abstract class Group {

  private final GroupId id;
  private final NavigableMap<Walk.Place, Walk> walks = new TreeMap<>();
  private final Map<Walk.Place, Inbox> inboxes = new HashMap<>();
  private Walk inHand; // the walk that is worked on, null at a fence

  Group(GroupId id) {
    this.id = id;
  }

  public final GroupId id() {
    return id;
  }

  /** Takes a message and goes on as far as it can. */
  public final void receive(Message message, Outbox out) {
    inHand = null;
    if (message instanceof Message.Asked asked) {
      out.report(new Report.Answered(id, asked.ask(), answer(asked.request())));
    } else if (message instanceof Message.Granted granted) {
      grant(granted.step(), granted.phase());
      proceed(out);
    } else {
      deliver(message);
      proceed(out);
    }
  }

  /** What the group waits for; empty when it has nothing to do. */
  public final Optional<Waiting> waiting() {
    return walks.values().stream().findFirst().map(walk -> walk.waiting(id));
  }

  /** What the group waits for, in words; empty when it has nothing to do. */
  public final Optional<String> waitsFor() {
    return waiting().map(Waiting::toString);
  }

  /** Where the group is, in words: for the report of its failure. */
  public final String position() {
    return inHand == null ? "a fence" : inHand.position();
  }

  private void grant(long step, Phase phase) {
    for (int shard = 0; shard < phase.ensemble().shards(); shard++) {
      Walk.Place place = new Walk.Place(step, shard);
      walks.put(place, new Walk(place, phase, inbox(place)));
    }
  }

  private void deliver(Message message) {
    if (message instanceof Message.Activity activity) {
      inbox(new Walk.Place(activity.step(), activity.shard())).put(activity);
    } else if (message instanceof Message.Drive drive) {
      inbox(new Walk.Place(drive.step(), drive.shard())).put(drive);
    } else if (message instanceof Message.Clamp clamp) {
      inbox(new Walk.Place(clamp.step(), clamp.shard())).put(clamp);
    } else if (message instanceof Message.Verdict verdict) {
      inbox(new Walk.Place(verdict.step(), verdict.shard())).put(verdict);
    } else {
      throw new IllegalArgumentException(id + " does not know " + message);
    }
  }

  private Inbox inbox(Walk.Place place) {
    return inboxes.computeIfAbsent(place, key -> new Inbox());
  }

  private void proceed(Outbox out) {
    for (Walk walk : List.copyOf(walks.values())) {
      if (!walk.ended() && mayGo(walk)) {
        go(walk, out);
      }
    }
    if (settle(out)) {
      proceed(out);
    }
  }

  private void go(Walk walk, Outbox out) {
    inHand = walk;
    if (walk.tick() == 0) {
      begin(walk);
    }
    while (walk.perform()) {
      if (!walk.nextTick()) {
        finish(walk);
        return;
      }
      plan(walk, out);
    }
  }

  /** Lays out what the current tick asks of this group, in the order of the tick. */
  private void plan(Walk walk, Outbox out) {
    for (Update update : walk.row().updates()) {
      for (Source source : update.from()) {
        plan(walk, walk.ledger.transfer(source), out);
      }
    }
    walk.row().updates().forEach(update -> plan(walk, update));
    walk.ledger.updated(walk.row().updates(), walk.tick());
    for (Work work : walk.row().work()) {
      walk.ledger.transfers(work).forEach(transfer -> plan(walk, transfer, out));
      plan(walk, work, out);
    }
    if (walk.asksNow()) {
      planQuestion(walk, out);
      walk.awaitVerdict();
    }
  }

  private boolean mayGo(Walk walk) {
    for (Walk earlier : walks.headMap(walk.place).values()) {
      boolean learns = earlier.phase.learns() && earlier.place.step() < walk.place.step();
      boolean sameShard =
          earlier.place.shard() == walk.place.shard()
              && earlier.phase.ensemble().number() == walk.phase.ensemble().number();
      if (learns || (sameShard && !earlier.ended())) {
        return false;
      }
    }
    return true;
  }

  /** Plans learning: once a phase, when all contributions to the sums have been made. */
  final void learnOnTurn(Walk walk, Runnable learn) {
    if (walk.place.shard() < walk.phase.ensemble().shards() - 1) {
      return;
    }
    walk.then(
        new Walk.Action() {
          @Override
          public Optional<String> waitsFor() {
            boolean turn = walks.firstKey().equals(walk.place);
            return turn ? Optional.empty() : Optional.of("earlier contributions");
          }

          @Override
          public void perform() {
            walk.contribute();
            learn.run();
          }
        });
  }

  private void finish(Walk walk) {
    if (!walk.inbox.isEmpty()) {
      throw new IllegalStateException(
          id + " ended step " + walk.place.step() + " with messages that nobody asked for");
    }
    inboxes.remove(walk.place);
    walk.end();
    end(walk);
  }

  /** Lets the first walk contribute; closes it if it has ended. True if another became first. */
  private boolean settle(Outbox out) {
    if (walks.isEmpty()) {
      return false;
    }
    Walk first = walks.firstEntry().getValue();
    inHand = first;
    first.contribute();
    if (!first.ended()) {
      return false;
    }
    walks.pollFirstEntry();
    if (walks.isEmpty() || walks.firstKey().step() != first.place.step()) {
      out.report(new Report.Completed(id, first.place.step()));
    }
    return !walks.isEmpty();
  }

  /** A walk begins: its starting states. */
  abstract void begin(Walk walk);

  /** Plans the part of this group in a transfer of activity. */
  abstract void plan(Walk walk, Ledger.Transfer transfer, Outbox out);

  /** Plans the part of this group in an update. */
  abstract void plan(Walk walk, Update update);

  /** Plans the part of this group in work. */
  abstract void plan(Walk walk, Work work, Outbox out);

  /** Plans what this group reports at the end of a pass. */
  abstract void planQuestion(Walk walk, Outbox out);

  /** A walk has ended: its last states. */
  abstract void end(Walk walk);

  /** Answers a request at a fence. */
  abstract Reply answer(Request request);
}
