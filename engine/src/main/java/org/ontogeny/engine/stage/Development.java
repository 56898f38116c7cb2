package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.evaluation.Classifier;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/**
 * A network on its way: the executor that carries it, where it is in steps, data and the course of
 * its experiment, how much of it is alive, and the journal of what happens. Acts call it; it is
 * used by one thread.
 */
public final class Development {

  private static final String PROGRESS = "progress";
  private static final String UPDATES = "updates";
  private static final String COURSE = "course";
  private static final String TRANSFER = "transfer";

  /** The course that the experiment is about. */
  static final String MAIN = "main";

  private final Executor executor;
  private final Journal journal;
  private final Progress progress;
  private final Stimuli stimuli;
  private final Itinerary itinerary;

  private final Map<String, Long> synapses = new TreeMap<>();
  private final Map<String, Long> neurons = new TreeMap<>();
  private final Map<String, Checkpoint.Kept> kept;
  private final Map<String, Map<String, Long>> notes;
  private final Map<GroupId, List<Request>> told = new LinkedHashMap<>(); // and not yet done
  private Setting setting;
  private Classifier pixelClassifier; // null until it is asked for; a function of the setting
  private Stimuli second; // null until a course learns from them; a function of the setting
  private Fences fences = Fences.UNWATCHED;
  private long step;
  private long seq;

  /**
   * A network at a fence on its way, or at the beginning of it.
   *
   * @param setting in which it develops, until somebody changes it
   * @param from where it is; the executor's groups are in that state
   * @param stimuli to learn from; goes to the place that the network had reached
   */
  public Development(
      Setting setting,
      Checkpoint from,
      Stimuli stimuli,
      Executor executor,
      Journal journal,
      Progress progress) {
    this.setting = setting;
    this.executor = executor;
    this.journal = journal;
    this.progress = progress;
    this.stimuli = stimuli;
    this.itinerary = new Itinerary(from.place());
    this.kept = new HashMap<>(from.kept());
    this.notes = new HashMap<>(from.notes());
    this.step = from.network().step();
    this.seq = from.seq();
    note(from.network());
  }

  private void note(NetworkState state) {
    synapses.clear();
    synapses.putAll(state.synapses());
    neurons.clear();
    neurons.putAll(state.neurons());
    stimuli().seek(state.batches());
  }

  /**
   * Goes on with an experiment, from where the network is, to its end.
   *
   * @param watching is told of every fence, the first and the last one included, and of snapshots
   */
  public void develop(Experiment experiment, Fences watching) {
    fences = watching;
    itinerary.follow(experiment);
    itinerary.stage().ifPresent(progress::entered);
    do {
      journal.fence();
      progress.reached(step);
      fences.reached(this);
    } while (itinerary.advance(this));
  }

  public Setting setting() {
    return setting;
  }

  public Network network() {
    return setting.network();
  }

  public Dataset data() {
    return setting.data();
  }

  /** Completed phase executions. */
  public long step() {
    return step;
  }

  /** Sequence number of the last event. */
  public long seq() {
    return seq;
  }

  /** Where it is in the course of its experiment: at each depth the next part. */
  public List<Long> place() {
    return itinerary.place();
  }

  /** Path of the stage and its parts, as events have it; empty between stages. */
  public String stage() {
    return itinerary.path();
  }

  /** The control that is developed at present; empty on the course that the run is about. */
  public Optional<String> control() {
    return notes.getOrDefault(COURSE, Map.of()).keySet().stream().findFirst();
  }

  /** Whether the run's last event has happened. */
  public boolean hasEnded() {
    return itinerary.hasEnded();
  }

  /** Whether the fence lies between two stages of the experiment. */
  public boolean betweenStages() {
    return itinerary.betweenStages();
  }

  /** Mini-batches to learn from. */
  Stimuli stimuli() {
    if (!notes.containsKey(TRANSFER)) {
      return stimuli;
    }
    if (second == null) {
      second = setting.transferBatches();
    }
    return second;
  }

  /** Learns from the second set until it branches; the place in the sequence stays. */
  void learnFromTransfer() {
    long drawn = stimuli().drawn();
    note(TRANSFER, Map.of());
    stimuli().seek(drawn);
  }

  /** Living synapses of the network. */
  public long synapses() {
    return synapses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Living synapses of each projection. */
  Map<String, Long> synapsesByProjection() {
    return new TreeMap<>(synapses);
  }

  /** Living neurons of the network. */
  public long neurons() {
    return neurons.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Living neurons of a population. */
  long neurons(String population) {
    return neurons.get(population);
  }

  /** Puts a fact into the journal, and keeps count of the living. */
  public void happened(Fact fact) {
    if (fact instanceof Fact.SynapsesPruned pruned) {
      synapses.merge(pruned.projection(), -(long) pruned.deaths().size(), Long::sum);
    } else if (fact instanceof Fact.SynapsesFormed formed
        && !formed.rule().equals(Fact.SynapsesFormed.INITIAL)) {
      synapses.merge(formed.projection(), (long) formed.births().size(), Long::sum);
    } else if (fact instanceof Fact.NeuronsDied died) {
      neurons.merge(died.population(), -(long) died.neurons().size(), Long::sum);
    }
    seq++;
    journal.append(new Event(seq, step, itinerary.path(), fact));
  }

  /** Puts a measurement into the journal, beside how much is alive. */
  void measured(String measure, String of, double value) {
    happened(new Fact.Evaluated(measure, of, value, synapses(), neurons()));
  }

  /** What reads classes from raw pixels; fitted once. */
  Classifier pixelClassifier() {
    if (pixelClassifier == null) {
      pixelClassifier = Evaluate.pixelClassifier(setting);
    }
    return pixelClassifier;
  }

  /** When snapshots are recorded, and how much is in them. */
  Snapshots snapshots() {
    return itinerary.snapshots();
  }

  /** Puts a snapshot into the journal; whoever watches keeps what it is of. */
  void snapshot(Fact.Snapshot snapshot) {
    happened(snapshot);
    fences.snapshot(snapshot, this);
  }

  /** A stage or a part of one begins. */
  void entered() {
    itinerary.stage().ifPresent(progress::entered);
    happened(new Fact.StageStarted());
  }

  /** Runs phases that are part of the development: steps go on. */
  public void run(Iterator<Program.Execution> executions) {
    long[] count = {0};
    Iterator<Program.Execution> counted =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return executions.hasNext();
          }

          @Override
          public Program.Execution next() {
            count[0]++;
            return executions.next();
          }
        };
    doWhatWasTold();
    executor.run(Program.of(step + 1, counted), stimuli()::lookAhead);
    step += count[0];
  }

  /** Runs phases that only look: no step passes, so no later draw is another one for it. */
  public void look(Iterator<Program.Execution> executions, Consumer<Report.States> states) {
    doWhatWasTold();
    executor.run(new Program(step + 1, executions, states));
  }

  /** Learning steps are done. */
  public void advanced(long updates) {
    notes.merge(PROGRESS, Map.of(UPDATES, updates), Development::sum);
    progress.advanced(updates);
  }

  private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
    return Map.of(UPDATES, a.get(UPDATES) + b.get(UPDATES));
  }

  /** Learning steps that a run had done at a checkpoint. */
  public static long updates(Checkpoint checkpoint) {
    return checkpoint.notes().getOrDefault(PROGRESS, Map.of(UPDATES, 0L)).get(UPDATES);
  }

  /**
   * Tells these groups to do something that is answered by no more than that it is done. They do it
   * with the next question, before they answer that, or else at a fence before the next phase.
   */
  void tell(List<GroupId> groups, Request request) {
    groups.forEach(group -> told.computeIfAbsent(group, key -> new ArrayList<>()).add(request));
  }

  /** Asks every one of these groups. */
  public Map<GroupId, Reply> ask(List<GroupId> groups, Function<GroupId, Request> request) {
    Map<GroupId, List<Request>> requests = new LinkedHashMap<>();
    for (GroupId group : groups) {
      List<Request> own = new ArrayList<>(told.getOrDefault(group, List.of()));
      own.add(request.apply(group));
      requests.put(group, own);
    }
    told.keySet().removeAll(groups);
    requests.putAll(told); // behind those whose replies are wanted
    told.clear();
    Map<GroupId, Reply> all = executor.ask(requests);
    Map<GroupId, Reply> wanted = new LinkedHashMap<>();
    groups.forEach(group -> wanted.put(group, all.get(group)));
    return wanted;
  }

  private void doWhatWasTold() {
    if (!told.isEmpty()) {
      ask(List.of(), group -> null);
    }
  }

  /** The complete state of the network. */
  public NetworkState copy() {
    return new NetworkState(copy(network().groups()), step, stimuli().drawn());
  }

  /** The complete state of some groups. */
  List<GroupState> copy(List<GroupId> groups) {
    List<GroupState> states = new ArrayList<>();
    ask(groups, group -> new Request.Copy())
        .values()
        .forEach(reply -> states.add(((Reply.Copied) reply).state()));
    return states;
  }

  /** Everything that is needed to go on from this fence. */
  public Checkpoint checkpoint() {
    return new Checkpoint(copy(), seq, place(), kept, notes);
  }

  /** Keeps the state, to branch from it later. */
  void keep(String name) {
    kept.put(name, new Checkpoint.Kept(copy(), seq));
  }

  /** A kept state. */
  NetworkState kept(String name) {
    return kept.get(name).state();
  }

  /** Becomes another state of the same step, with the same neurons; the caller tells of deaths. */
  void restore(NetworkState state) {
    Map<GroupId, GroupState> states = new LinkedHashMap<>();
    state.groups().forEach(group -> states.put(group.id(), group));
    ask(network().groups(), group -> new Request.Restore(states.get(group)));
  }

  /** The same synapses and neurons as if they were born now. */
  void renew() {
    restore(setting.birth().again(network(), copy()));
  }

  /** Forgets a kept state. */
  void drop(String name) {
    kept.remove(name);
  }

  /** Remembers numbers for later stages. */
  void note(String name, Map<String, Long> numbers) {
    notes.put(name, Map.copyOf(numbers));
  }

  /** Numbers that an earlier stage left. */
  Map<String, Long> noted(String name) {
    return notes.get(name);
  }

  /**
   * Becomes what it was at an earlier fence, to develop on from there. Steps go on, so that draws
   * are new ones; ages are those of the kept state. It learns from the first set again.
   *
   * @param from name of that fence
   * @param course name of what develops from there
   */
  void branch(String from, String course) {
    Checkpoint.Kept fence = kept.get(from);
    restore(fence.state().at(step));
    notes.remove(TRANSFER);
    note(fence.state());
    if (course.equals(MAIN)) {
      notes.remove(COURSE);
    } else {
      note(COURSE, Map.of(course, fence.seq()));
    }
    happened(new Fact.Branched(from, fence.seq(), course, synapses(), neurons()));
  }

  /**
   * Goes on by other values, as somebody wishes who watches the run.
   *
   * @param values that were changed, by key, for the record
   * @param next in which the network develops from here on, with the same network and data
   * @param experiment that it goes on with
   * @throws IllegalArgumentException if that has no such place as this; then nothing has changed
   */
  public void change(Map<String, String> values, Setting next, Experiment experiment) {
    itinerary.change(experiment);
    setting = next;
    pixelClassifier = null;
    happened(new Fact.Changed(place(), values));
    journal.fence();
  }

  /**
   * Takes neurons away, as somebody wishes who watches the run; their synapses die with them.
   *
   * @throws IllegalArgumentException if they are none of living, hidden neurons; then nothing has
   *     changed
   */
  public void lesion(Lesion lesion) {
    if (control().isPresent()) {
      throw new IllegalArgumentException(
          "the run develops its control %s, after which the network becomes an earlier one again"
              .formatted(control().get()));
    }
    lesion.happen(this);
    journal.fence();
  }
}
