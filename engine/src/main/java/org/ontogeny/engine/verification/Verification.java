package org.ontogeny.engine.verification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.plugin.Catalogue;

/**
 * Replays a journal from an empty network, event by event, and collects what is not as it must be.
 * Not thread-safe.
 *
 * <pre>{@code
 * Survey survey = Survey.of(journal.read());
 * Verification verification = Verification.of(network, seed, survey, survey.steps(100, seed));
 * journal.read().forEachRemaining(verification::accept);
 * verification.compare(state);                                    // of a checkpoint, or the end
 * journal.readBackward().forEachRemaining(verification.rewind(state, seq)::undo);
 * Verified verified = verification.result();
 * }</pre>
 */
public final class Verification {

  private final Network network;
  private final Findings findings = new Findings();
  private final Verdicts verdicts = new Verdicts();
  private final Order order;
  private final Fence fence;
  private final Changes changes;
  private final DeathVerdicts deaths;
  private final BirthVerdicts births;
  private final Branches branches;
  private final Samples samples;
  private final List<Way> ways = new ArrayList<>();
  private long course = 1; // seq of the event that the present course began with
  private Masks masks;
  private long events;
  private int states;

  private Verification(
      Network network, long seed, Survey survey, Set<Long> steps, Catalogue criteria) {
    this.network = network;
    Map<String, Integer> numbers = new HashMap<>();
    network.projections().forEach(p -> numbers.put(p.name(), numbers.size()));
    order = new Order(network, seed, findings);
    fence = new Fence(network, findings);
    changes = new Changes(network, findings);
    deaths = new DeathVerdicts(numbers, seed, criteria, findings, verdicts);
    births = new BirthVerdicts(numbers, seed, findings, verdicts);
    branches = new Branches(survey, findings);
    samples = new Samples(network, steps, findings);
    masks = Masks.empty(network);
  }

  /**
   * A replay of a journal that does not branch, without chosen steps.
   *
   * @param seed of the run
   */
  public static Verification of(Network network, long seed) {
    return of(network, seed, new Survey(), Set.of());
  }

  /**
   * A replay that has not begun.
   *
   * @param seed of the run
   * @param survey of the same journal
   * @param steps at which masks are counted afresh and held against what groups told
   */
  public static Verification of(Network network, long seed, Survey survey, Set<Long> steps) {
    return of(network, seed, survey, steps, Catalogue.SHIPPED);
  }

  /**
   * A replay that has not begun, of a run by rules that may name other criteria than the engine's.
   *
   * @param criteria that rules can name
   */
  public static Verification of(
      Network network, long seed, Survey survey, Set<Long> steps, Catalogue criteria) {
    return new Verification(network, seed, survey, steps, criteria);
  }

  /** Takes the next event. */
  public void accept(Event event) {
    events++;
    if (event.fact() instanceof Fact.Branched) {
      leave(event.seq() - 1);
      course = event.seq();
    }
    samples.until(event.step(), order.seq(), masks);
    if (!(event.fact() instanceof Fact.Structural || event.fact() instanceof Fact.NeuronsDied)) {
      fence.close(masks);
    }
    if (!(event.fact() instanceof Fact.SynapsesPruned)) {
      deaths.close();
    }
    if (!(event.fact() instanceof Fact.SynapsesFormed)) {
      births.close();
    }
    findings.at(event.seq());
    order.before(event, masks);
    apply(event);
    order.after(event, masks);
    branches.keep(event, masks);
  }

  private void apply(Event event) {
    if (event.fact() instanceof Fact.Structural fact) {
      if (fact instanceof Fact.SynapsesPruned pruned && changes.isKnown(fact)) {
        deaths.judge(event, pruned, masks);
      } else if (fact instanceof Fact.SynapsesFormed formed && changes.isKnown(fact)) {
        births.judge(event, formed, masks);
      }
      changes.apply(event, fact, masks);
    } else if (event.fact() instanceof Fact.NeuronsDied died) {
      fence.bury(event.seq(), died, masks);
    } else if (event.fact() instanceof Fact.Lesioned lesioned) {
      fence.take(event.seq(), lesioned, masks);
    } else if (event.fact() instanceof Fact.Branched branched) {
      masks = branches.back(event, branched, masks);
    }
  }

  /**
   * Holds a state against the masks, bit for bit: synapses, neurons and steps of birth.
   *
   * @param state at the fence that follows the last event taken
   */
  public void compare(NetworkState state) {
    states++;
    new Comparison(network, findings).of(state, masks);
  }

  /**
   * A way back from a state to the beginning, to be held against the way here at the chosen steps.
   * Ends the way forward.
   *
   * @param state right after an event
   * @param seq of that event, the first to be undone
   */
  public Rewind rewind(NetworkState state, long seq) {
    finish();
    return new Rewind(Masks.of(network, state), seq, samples, findings);
  }

  /**
   * A way back over one course of the network: to the branch that it began with, and from the last
   * course on to the beginning.
   *
   * @param rewind begins with the masks that the replay forward left the course with
   * @param from sequence number of the event that is undone first
   * @param to sequence number of the last one
   */
  public record Way(Rewind rewind, long from, long to) {}

  private void leave(long seq) {
    Rewind rewind = new Rewind(masks.copy(), seq, samples, findings);
    ways.add(new Way(rewind, seq, course));
  }

  /** Ways back over all courses; together they pass every chosen step. Ends the way forward. */
  public List<Way> ways() {
    finish();
    List<Way> all = new ArrayList<>(ways);
    all.add(new Way(new Rewind(masks.copy(), order.seq(), samples, findings), order.seq(), 1));
    return all;
  }

  private void finish() {
    samples.until(Long.MAX_VALUE, order.seq(), masks);
    fence.close(masks);
    deaths.close();
    births.close();
  }

  /** What was found; closes the last fence. */
  public Verified result() {
    finish();
    return new Verified(
        events,
        changes.born(),
        changes.initial(),
        changes.died(),
        verdicts.reapplied(),
        verdicts.unapplied(),
        verdicts.foreign(),
        samples.steps(),
        samples.rewound(),
        states,
        findings.total(),
        findings.first());
  }
}
