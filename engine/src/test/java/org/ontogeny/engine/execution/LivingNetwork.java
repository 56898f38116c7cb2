package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;

/** A network in an executor, led through phases by hand. */
public final class LivingNetwork {

  public static final long SEED = 20181;

  private final Network network;
  private final Executor executor;
  private final List<Report.States> told = new ArrayList<>();
  private long step;

  /** In one thread. */
  public LivingNetwork(Network network, NetworkState state, Kernels kernels) {
    this(
        network,
        new SequentialExecutor(network, Groups.of(state.groups(), network, SEED, kernels)));
  }

  public LivingNetwork(Network network, Executor executor) {
    this.network = network;
    this.executor = executor;
  }

  /** Columns that show visible patterns in turn; bit n of a pattern is neuron n. */
  public static Program.Stimulus showing(int... patterns) {
    return (fromNeuron, toNeuron, fromColumn, toColumn) -> {
      Batch state = Batch.zeros(toNeuron - fromNeuron, toColumn - fromColumn);
      for (int n = fromNeuron; n < toNeuron; n++) {
        for (int c = fromColumn; c < toColumn; c++) {
          int pattern = patterns[c % patterns.length];
          state.values()[(n - fromNeuron) * state.columns() + c - fromColumn] = (pattern >> n) & 1;
        }
      }
      return state;
    };
  }

  /** Runs phases that clamp nothing. */
  public void run(Phase... phases) {
    run(null, phases);
  }

  /** Runs phases one after another, with one stimulus for all. */
  public void run(Program.Stimulus stimulus, Phase... phases) {
    List<Program.Execution> executions = new ArrayList<>();
    for (Phase phase : phases) {
      executions.add(new Program.Execution(phase, stimulus));
    }
    told.clear();
    executor.run(new Program(step + 1, executions.iterator(), told::add));
    step += phases.length;
  }

  /** Completed phase executions. */
  public long step() {
    return step;
  }

  /** What the last phases were asked to tell. */
  public List<Report.States> told() {
    return told;
  }

  public Map<GroupId, Reply> ask(List<GroupId> groups, Function<GroupId, Request> request) {
    Map<GroupId, List<Request>> requests = new LinkedHashMap<>();
    groups.forEach(group -> requests.put(group, List.of(request.apply(group))));
    return executor.ask(requests);
  }

  public void openWindow() {
    ask(groups(), group -> new Request.OpenWindow(step));
  }

  public NetworkState copy() {
    List<GroupState> states = new ArrayList<>();
    ask(groups(), group -> new Request.Copy())
        .values()
        .forEach(reply -> states.add(((Reply.Copied) reply).state()));
    return new NetworkState(states, 0, 0);
  }

  private List<GroupId> groups() {
    List<GroupId> groups = new ArrayList<>(network.neuronGroups());
    groups.addAll(network.synapseGroups());
    return groups;
  }
}
