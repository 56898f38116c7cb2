package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.SiteRule;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Signal;
import org.ontogeny.engine.network.Update;
import org.ontogeny.engine.network.Work;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;

/**
 * All synapses of one projection onto one neuron group: the dendrites of that group. It hears the
 * activity of the two populations that it joins and nothing else, so what it computes is local by
 * construction: drives in both directions, {@code dw_ij = rate * (<v_i h_j>_data - <v_i
 * h_j>_chains)} or {@code dw_ij = -rate * <x_i delta_j>}, coincidences, which of its synapses die
 * and where new ones form.
 */
public final class SynapseGroup extends Group {

  private final Projection projection;
  private final Kernels kernels;
  private final long seed;
  private final int number; // place of the projection in the network
  private final Map<End, List<GroupId>> ends = new EnumMap<>(End.class);
  private final Map<Walk, Map<Heard, Batch>> heard = new HashMap<>();

  private record Heard(End end, Signal signal) {}

  private Dendrites dendrites;
  private Decision.Judged judged; // importances that wait for the line; null where there are none
  private Synaptogenesis.Drawn drawn; // lots that do; null where there are none

  /**
   * The synapses of a state.
   *
   * @param seed of the run
   * @throws IllegalArgumentException if the network has no such projection
   */
  public SynapseGroup(SynapseGroupState state, Network network, long seed, Kernels kernels) {
    super(state.id());
    this.projection = network.projection(state.id().owner());
    this.kernels = kernels;
    this.seed = seed;
    this.number = network.projections().indexOf(projection);
    for (End end : End.values()) {
      ends.put(end, Network.neighbours(projection, id(), end));
    }
    this.dendrites = new Dendrites(state);
  }

  @Override
  void begin(Walk walk) {
    heard.put(walk, new HashMap<>());
  }

  @Override
  void end(Walk walk) {
    heard.remove(walk);
  }

  @Override
  void plan(Walk walk, Ledger.Transfer transfer, Outbox out) {
    if (!isMine(transfer.projection())) {
      return;
    }
    if (transfer.hear()) {
      walk.then(new AwaitActivity(walk, new Heard(transfer.end(), transfer.signal())));
    }
    if (transfer.drive()) {
      walk.then(() -> drive(walk, new Heard(transfer.end(), transfer.signal()), out));
    }
  }

  private boolean isMine(Projection other) {
    return other.name().equals(projection.name());
  }

  /** Waits for the activity of every neuron group at an end. */
  private final class AwaitActivity implements Walk.Action {
    private final Walk walk;
    private final Heard what;

    AwaitActivity(Walk walk, Heard what) {
      this.walk = walk;
      this.what = what;
    }

    @Override
    public Optional<String> waitsFor() {
      return ends.get(what.end()).stream()
          .filter(sender -> !walk.inbox.has(sender, what.end()))
          .findFirst()
          .map(sender -> "activity of " + sender);
    }

    @Override
    public void perform() {
      List<Batch> states = new ArrayList<>();
      for (GroupId sender : ends.get(what.end())) {
        Message.Activity activity = walk.inbox.activity(sender, what.end());
        walk.requireNow(activity.tick(), sender);
        states.add(activity.state());
      }
      heard.get(walk).put(what, Batch.stack(states));
    }
  }

  private void drive(Walk walk, Heard what, Outbox out) {
    Batch values = heard.get(walk).get(what);
    Batch drive =
        what.end() == End.PRE
            ? kernels.toPost(dendrites.synapses(), dendrites.weight(), values)
            : kernels.toPre(dendrites.synapses(), dendrites.weight(), values);
    End to = what.end().opposite();
    int row = 0;
    for (GroupId target : ends.get(to)) {
      int next = row + dendrites.countWithin(to, target);
      out.send(
          target,
          new Message.Drive(
              walk.place.step(), walk.place.shard(), id(), to, walk.tick(), drive.rows(row, next)));
      row = next;
    }
  }

  @Override
  void plan(Walk walk, Update update) {
    // a synapse group takes part in updates by its drives
  }

  @Override
  void plan(Walk walk, Work work, Outbox out) {
    if (work.projections().stream().noneMatch(this::isMine)) {
      return;
    }
    switch (work.kind()) {
      case ACCUMULATE -> {
        float scale = (float) work.sign() / walk.phase.ensemble().columns();
        walk.then(
            () -> deferWithBothEnds(walk, work, (v, h) -> dendrites.add(kernels, v, h, scale)));
      }
      case COUNT ->
          walk.then(() -> deferWithBothEnds(walk, work, (v, h) -> dendrites.count(kernels, v, h)));
      case LEARN ->
          learnOnTurn(walk, () -> dendrites.learn(walk.phase.learning(), walk.place.step()));
      case READ -> throw new IllegalArgumentException("synapses have no states to tell");
    }
  }

  private interface Contribution {
    void of(Batch pre, Batch post);
  }

  private void deferWithBothEnds(Walk walk, Work work, Contribution contribution) {
    Batch pre = heard.get(walk).get(new Heard(End.PRE, work.pre()));
    Batch post = heard.get(walk).get(new Heard(End.POST, work.post()));
    walk.defer(() -> contribution.of(pre, post));
  }

  @Override
  void planQuestion(Walk walk, Outbox out) {
    // synapses do not change within a loop
  }

  @Override
  Reply answer(Request request) {
    Decision.Judged candidates = judged; // they hold for the request that follows theirs
    Synaptogenesis.Drawn lots = drawn;
    judged = null;
    drawn = null;
    if (request instanceof Request.OpenWindow open) {
      dendrites.openWindow(open.step());
    } else if (request instanceof Request.BeginLearning) {
      dendrites.beginLearning();
    } else if (request instanceof Request.EndLearning) {
      dendrites.requireFinite();
    } else if (request instanceof Request.Judge judge) {
      judged = decision(judge.step()).judge(judge.rule());
      return judged.told();
    } else if (request instanceof Request.Prune prune) {
      return new Reply.Died(dendrites.remove(verdicts(prune, candidates)), dendrites.living());
    } else if (request instanceof Request.Grow grow) {
      return new Reply.Formed(grow(grow, lots), dendrites.living());
    } else if (request instanceof Request.DrawLots draw) {
      drawn = synaptogenesis(draw.step()).draw(draw.rule());
      return new Reply.Lots(drawn.lot());
    } else if (request instanceof Request.CountDegrees) {
      return dendrites.degrees();
    } else if (request instanceof Request.Forget forget) {
      return new Reply.Died(forget(forget), dendrites.living());
    } else if (request instanceof Request.Copy) {
      return new Reply.Copied(dendrites.state(id()));
    } else if (request instanceof Request.Restore restore) {
      dendrites = new Dendrites((SynapseGroupState) restore.state());
    } else {
      throw new IllegalArgumentException("a synapse group cannot answer " + request);
    }
    return new Reply.Done();
  }

  private Decision decision(long step) {
    return new Decision(dendrites, seed, number, step);
  }

  private Decision.Verdicts verdicts(Request.Prune request, Decision.Judged candidates) {
    Decision decision = decision(request.step());
    boolean fit =
        request.rule().layer().isPresent()
            && candidates != null
            && candidates.step() == request.step()
            && candidates.rule().equals(request.rule());
    return fit
        ? decision.prune(candidates, request.cut())
        : decision.prune(request.rule(), request.cut());
  }

  private List<Fate> grow(Request.Grow request, Synaptogenesis.Drawn lots) {
    List<Fate> births;
    if (request.rule() instanceof LayerRandom rule) {
      if (lots == null || lots.step() != request.step()) {
        throw new IllegalStateException("free sites have not drawn lots at step " + request.step());
      }
      births = lots.births(rule, request.line());
    } else {
      births = synaptogenesis(request.step()).births((SiteRule) request.rule());
    }
    dendrites.grow(births, request.step());
    return births;
  }

  private Synaptogenesis synaptogenesis(long step) {
    return new Synaptogenesis(dendrites, projection, kernels, seed, number, step);
  }

  private List<Fate> forget(Request.Forget request) {
    List<Fate> deaths = new ArrayList<>();
    for (End end : End.values()) {
      if (ends.get(end).contains(request.neurons())) {
        deaths.addAll(dendrites.forget(end, request.dead(), request.step()));
      }
    }
    return deaths;
  }
}
