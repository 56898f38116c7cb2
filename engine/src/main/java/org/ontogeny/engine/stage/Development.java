package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Dataset;
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
 * A network on its way: the executor that carries it, where it is in steps and data, how much of it
 * is alive, and the journal of what happens. Stages call it; it is used by one thread.
 */
public final class Development {

  private final Setting setting;
  private final Executor executor;
  private final Journal journal;
  private final Progress progress;

  private final Map<String, Long> synapses = new TreeMap<>();
  private final Map<String, Long> neurons = new TreeMap<>();
  private String stage = "";
  private long step;
  private long seq;
  private final Batches batches;

  /**
   * A network at the beginning of its way.
   *
   * @param setting what does not change during the run
   * @param born the state in which the executor's groups are
   */
  public Development(
      Setting setting, NetworkState born, Executor executor, Journal journal, Progress progress) {
    this.setting = setting;
    this.executor = executor;
    this.journal = journal;
    this.progress = progress;
    this.batches =
        new Batches(setting.data().train(), setting.examples().columns(), setting.seed());
    note(born);
  }

  private void note(NetworkState state) {
    synapses.clear();
    synapses.putAll(state.synapses());
    neurons.clear();
    neurons.putAll(state.neurons());
    batches.seek(state.batches());
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

  /** Mini-batches of the training examples. */
  Batches batches() {
    return batches;
  }

  /** Living synapses of the network. */
  public long synapses() {
    return synapses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Living synapses of a projection. */
  public long synapses(String projection) {
    return synapses.get(projection);
  }

  /** Living neurons of the network. */
  public long neurons() {
    return neurons.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Puts a fact into the journal, and keeps count of the living. */
  public void happened(Fact fact) {
    if (fact instanceof Fact.SynapsesPruned pruned) {
      synapses.merge(pruned.projection(), -(long) pruned.deaths().size(), Long::sum);
    } else if (fact instanceof Fact.NeuronsDied died) {
      neurons.merge(died.population(), -(long) died.neurons().size(), Long::sum);
    }
    seq++;
    journal.append(new Event(seq, step, stage, fact));
  }

  /** Lets something happen within a stage, between its start and its end in the journal. */
  public void within(String name, Runnable body) {
    String outer = stage;
    stage = outer.isEmpty() ? name : outer + "/" + name;
    progress.entered(stage);
    happened(new Fact.StageStarted());
    body.run();
    happened(new Fact.StageEnded());
    stage = outer;
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
    executor.run(Program.of(step + 1, counted));
    step += count[0];
  }

  /** Runs phases that only look: no step passes, so no later draw is another one for it. */
  public void look(Iterator<Program.Execution> executions, Consumer<Report.States> states) {
    executor.run(new Program(step + 1, executions, states));
  }

  /** Tells a progress display that learning steps are done. */
  public void advanced(long updates) {
    progress.advanced(updates);
  }

  /** Asks every one of these groups. */
  public Map<GroupId, Reply> ask(List<GroupId> groups, Function<GroupId, Request> request) {
    Map<GroupId, Request> requests = new LinkedHashMap<>();
    groups.forEach(group -> requests.put(group, request.apply(group)));
    return executor.ask(requests);
  }

  /** The complete state. */
  public NetworkState copy() {
    List<GroupState> states = new ArrayList<>();
    ask(network().groups(), group -> new Request.Copy())
        .values()
        .forEach(reply -> states.add(((Reply.Copied) reply).state()));
    return new NetworkState(states, step, batches.drawn());
  }

  /**
   * Becomes what it was at an earlier fence, to develop on from there. Steps go on, so that draws
   * are new ones; ages are those of the kept state.
   *
   * @param from name of that fence
   * @param course name of what develops from there
   */
  void branch(String from, String course, NetworkState state) {
    Map<GroupId, GroupState> states = new LinkedHashMap<>();
    state.at(step).groups().forEach(group -> states.put(group.id(), group));
    ask(network().groups(), group -> new Request.Restore(states.get(group)));
    note(state);
    happened(new Fact.Branched(from, course, synapses(), neurons()));
  }
}
