package org.ontogeny.actors.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.execution.Waiting;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.Uniform;
import org.ontogeny.engine.learning.Adam;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Loop;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;
import org.ontogeny.engine.network.Signal;
import org.ontogeny.engine.network.Source;
import org.ontogeny.engine.network.Tick;
import org.ontogeny.engine.network.Update;
import org.ontogeny.engine.network.Work;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.layer.LayerSelection;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.pruning.synapse.SynapseSelection;
import org.ontogeny.engine.pruning.synapse.Threshold;
import org.ontogeny.kernel.Batch;

/** One of everything that crosses the wire, with values that are easily lost. */
final class WireExamples {

  static final GroupId NEURONS = new GroupId("h1", 4, 8);
  static final GroupId SYNAPSES = new GroupId("h1-h2", 0, 3);

  private static final long LATE = 1L << 40;
  private static final float QUIET_NAN = Float.intBitsToFloat(0x7fc00123);

  static final Batch BATCH =
      new Batch(2, 3, new float[] {0, -0f, 1.5f, QUIET_NAN, Float.MIN_VALUE, -Float.MAX_VALUE});

  private WireExamples() {}

  static List<Message> messages(Network network) {
    List<Message> messages = new ArrayList<>();
    phases(network).forEach(phase -> messages.add(new Message.Granted(LATE, phase)));
    messages.add(new Message.Granted(3, smallPhase(network)));
    messages.add(new Message.Clamp(LATE, 3, BATCH));
    messages.add(new Message.Activity(7, 1, NEURONS, End.PRE, 5, BATCH));
    messages.add(new Message.Drive(7, 1, SYNAPSES, End.POST, 6, Batch.zeros(0, 4)));
    messages.add(new Message.Verdict(7, 1, 2, true));
    requests().forEach(request -> messages.add(new Message.Asked(LATE + 1, request)));
    return messages;
  }

  private static List<Phase> phases(Network network) {
    BoltzmannMachine machine = new BoltzmannMachine(network);
    Ensemble data = new Ensemble("data", 0, 10, 3, false);
    Ensemble chains = new Ensemble("chains", 1, 8, 2, true);
    Learning classic = new Learning(0.1f, 0.9f, Momentum.Mode.CLASSIC, 1e-4f, 2.5f);
    Learning repo = new Learning(0.3f, 0, Momentum.Mode.REPO, 0, 0);
    return List.of(
        machine.wake(data, 10, 1e-3f),
        machine.encode(data, 10, -1),
        machine.dream(chains, 5),
        machine.measure(chains, 1),
        machine.learn(repo),
        machine.learn(new Learning(0.3f, new Adam(0, 0.5f, 1, Adam.Correction.AGE, 1), 0.5f, 0)),
        machine.contrast(data, network.projections().get(1), 2, classic),
        signals(network));
  }

  /** Answers, errors and iterations, which machines do not have. */
  private static Phase signals(Network network) {
    Projection projection = network.projections().get(0);
    List<Source> below = List.of(new Source(projection, End.PRE, 1, Signal.state(3)));
    List<Source> above = List.of(new Source(projection, End.POST, 1, Signal.error(2)));
    Update answer = new Update(projection.post(), Update.How.ANSWER, below, 1, Role.OWN, 4);
    Update error = new Update(projection.pre(), Update.How.ERROR, above, 0, Role.OWN, 1);
    Update target = new Update(projection.post(), Update.How.TARGET, List.of(), 0, Role.OWN);
    Work gradient =
        new Work(
            Work.Kind.ACCUMULATE,
            -1,
            List.of(projection),
            List.of(),
            List.of(),
            Signal.state(3),
            Signal.error(2));
    Adam adam = new Adam(0.9f, 0.999f, 1e-8f, Adam.Correction.GLOBAL, LATE);
    return new Phase(
        "signals",
        new Ensemble("data", 2, 10, 3, false),
        List.of(Tick.of(answer), Tick.of(target), Tick.of(error).then(gradient)),
        null,
        new Learning(0.001f, adam, 0, 0));
  }

  /** Something of everything, and it does not change when the compilation of phases does. */
  private static Phase smallPhase(Network network) {
    Projection projection = network.projections().get(0);
    List<Source> below = List.of(new Source(projection, End.PRE, 2));
    Update mean = new Update(projection.post(), Update.How.MEAN, below, 0.5f, Role.LOWER);
    Work learn =
        new Work(
            Work.Kind.LEARN,
            -1,
            List.of(projection),
            List.of(projection.pre(), projection.post()),
            List.of(projection.pre()));
    return new Phase(
        "small",
        new Ensemble("data", 2, 10, 3, true),
        List.of(Tick.of(Update.clamp(projection.pre())), Tick.of(mean).then(learn)),
        new Loop(0, 1, 4, -1),
        new Learning(0.25f, 0.5f, Momentum.Mode.REPO, 0.125f, 2));
  }

  private static List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    requests.add(new Request.OpenWindow(LATE));
    for (PruningRule rule : rules()) {
      requests.add(new Request.Judge(LATE, rule));
    }
    requests.add(new Request.Prune(9, rules().get(0), Cut.NONE));
    requests.add(new Request.Prune(9, rules().get(3), new Cut(0.25, Long.MAX_VALUE)));
    requests.add(new Request.Grow(LATE, new Uniform(0, -0f)));
    requests.add(new Request.Grow(LATE, new Uniform(1e-300, Float.MIN_VALUE)));
    requests.add(new Request.Grow(9, new Homeostatic(0.1, 0, 0)));
    requests.add(new Request.Grow(9, new Homeostatic(1, 0.05, -Float.MAX_VALUE)));
    requests.add(new Request.Grow(9, new LayerRandom(1000, 0.5f), Long.MIN_VALUE));
    requests.add(new Request.DrawLots(LATE, new LayerRandom(0, -0f)));
    requests.add(new Request.CountDegrees());
    for (DeadEnds ends : DeadEnds.values()) {
      requests.add(new Request.BuryDeadEnds(new int[][] {{3, 0}, {}, {1, 300}}, ends));
    }
    requests.add(new Request.Forget(9, NEURONS, new int[] {4, 7}));
    requests.add(new Request.Lesion(new int[] {1, 4}));
    requests.add(new Request.AddLowerBias(-0.5f));
    requests.add(new Request.Assemble());
    requests.add(new Request.BeginLearning());
    requests.add(new Request.EndLearning());
    requests.add(new Request.Copy());
    requests.add(new Request.Restore(neurons()));
    return requests;
  }

  /** Every selection, and every criterion. */
  private static List<PruningRule> rules() {
    List<PruningRule> rules = new ArrayList<>();
    rules.add(PruningRule.of(Criteria.FISHER, new Threshold(0.01), 0));
    rules.add(PruningRule.of(Criteria.ANTI_FISHER, new Hazard(0.2, 0.5, 0.9, 1e-6), LATE));
    rules.add(PruningRule.of(Criteria.COVARIANCE, new Percentile(12.5, false), 3));
    rules.add(PruningRule.of(Criteria.MAGNITUDE, new Percentile(10, true), 3));
    for (Criteria criterion : Criteria.values()) {
      rules.add(PruningRule.of(criterion, new Count(1000), 0));
    }
    return rules;
  }

  private static NeuronGroupState neurons() {
    return new NeuronGroupState(
        NEURONS,
        new int[] {4, 6},
        List.of(
            new NeuronGroupState.Bias(
                Role.OWN, new float[] {0.1f, -0f}, new float[] {QUIET_NAN, 2}),
            new NeuronGroupState.Bias(
                Role.LOWER, new float[] {3, 4}, new float[] {5, 6}, new float[] {7, 8})),
        new long[] {LATE, 0},
        LATE + 3,
        List.of(new NeuronGroupState.Chains(1, List.of(BATCH, Batch.zeros(2, 1)))));
  }

  private static SynapseGroupState synapses() {
    return new SynapseGroupState(
        SYNAPSES,
        new int[] {4, 6, 300},
        new int[] {0, 2},
        new int[] {0, 2, 1},
        new int[] {0, 0, 1},
        new float[] {0.5f, -0f, QUIET_NAN},
        new float[] {1, 2, 3},
        new float[] {4, 5, Float.MIN_VALUE},
        new long[] {0, LATE, 5},
        new long[] {9, 8, LATE},
        new long[] {1, 2, 3},
        new long[] {4, 5},
        LATE,
        LATE + 1);
  }

  static List<Report> reports() {
    List<Report> reports = new ArrayList<>();
    reports.add(new Report.Completed(NEURONS, LATE));
    reports.add(new Report.Changed(NEURONS, 3, 1, 2, 1e-4f));
    reports.add(new Report.States(NEURONS, 3, 1, BATCH));
    replies().forEach(reply -> reports.add(new Report.Answered(SYNAPSES, LATE, reply)));
    return reports;
  }

  private static List<Reply> replies() {
    return List.of(
        new Reply.Done(),
        new Reply.Importances(
            new double[] {0, Double.MIN_VALUE, Double.NaN},
            new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}),
        new Reply.Died(
            List.of(
                new Fate(3, 17, 0.0121, 0.31f, LATE, 0.5f),
                new Fate(4, 17, Double.NaN, -0f, 0, Float.NaN)),
            Living.NONE),
        new Reply.Died(List.of(), new Living(LATE, Long.MIN_VALUE)),
        new Reply.Formed(
            List.of(
                new Fate(3, 17, Double.NaN, -0f, 0, 0),
                new Fate(4, 300, 0.0121, 0.31f, 0, 0x1p-24f)),
            new Living(LATE, -1)),
        new Reply.Formed(List.of(), Living.NONE),
        new Reply.Lots(new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}),
        new Reply.Degrees(new int[] {4}, new int[] {7}, new int[] {0, 1}, new int[] {3, 300}),
        new Reply.NeuronsDied(new int[] {2, 5}),
        new Reply.Copied(neurons()),
        new Reply.Copied(synapses()));
  }

  static List<Object> letters(Network network, ActorRef<GroupHost.Command> host) {
    List<Object> letters = new ArrayList<>();
    messages(network).forEach(message -> letters.add(new GroupHost.Letter(NEURONS, message)));
    reports().forEach(report -> letters.add(new GroupHost.Reported(report)));
    letters.add(new GroupHost.Directory(Map.of(NEURONS, host)));
    letters.add(new GroupHost.Explain(LATE));
    letters.add(
        new GroupHost.Explained(
            LATE,
            "h1:4-8",
            12,
            List.of(new Waiting(NEURONS, 3, 1, 2, "wake", "a drive from h1-h2[0:3]"))));
    return letters;
  }

  /** Every interface whose permitted kinds must all have a form. */
  static Stream<Class<?>> families() {
    return Stream.of(
        Message.class,
        Report.class,
        Request.class,
        Reply.class,
        GroupState.class,
        SynapseSelection.class,
        LayerSelection.class,
        GrowthRule.class,
        GroupHost.Command.class);
  }
}
