package org.ontogeny.engine.execution;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Update;
import org.ontogeny.kernel.Batch;

/**
 * Hands out credit, gives stimuli, decides whether a loop goes on, and collects replies. It decides
 * nothing about any synapse. A plain object: an executor calls it, one report at a time.
 */
public final class Director {

  private final Network network;
  private final List<GroupId> groups;
  private final int credit;

  private Program program;
  private long nextStep;
  private final TreeMap<Long, Integer> running = new TreeMap<>(); // step -> groups still walking
  private final Map<Long, Phase> phases = new HashMap<>();
  private final Map<Pass, Question> questions = new HashMap<>();

  private long ask;
  private Map<GroupId, Reply> replies = Map.of();
  private int unanswered;

  private record Pass(long step, int shard) {}

  /** Reports on one pass of a loop. */
  private static final class Question {
    private int reports;
    private float change;
  }

  /**
   * A director of the groups of a network.
   *
   * @param credit how many phase executions may be under way at once, at least 1; no result depends
   *     on it
   */
  public Director(Network network, int credit) {
    this.network = network;
    this.groups = network.groups();
    this.credit = credit;
  }

  /** Starts a program at a fence. */
  public void begin(Program next, Outbox out) {
    requireFence();
    program = next;
    nextStep = next.firstStep();
    grant(out);
  }

  /** Asks groups at a fence, each of them one thing after another. */
  public void ask(Map<GroupId, List<Request>> requests, Outbox out) {
    requireFence();
    ask++;
    replies = new LinkedHashMap<>();
    requests.keySet().forEach(group -> replies.put(group, null));
    unanswered = requests.values().stream().mapToInt(List::size).sum();
    requests.forEach(
        (group, some) -> some.forEach(request -> out.send(group, new Message.Asked(ask, request))));
  }

  private void requireFence() {
    if (!atFence()) {
      throw new IllegalStateException("messages are still in flight: this is no fence");
    }
  }

  /** Whether no message is in flight. */
  public boolean atFence() {
    return running.isEmpty() && unanswered == 0;
  }

  /** Of each group the reply to its last request, in the order in which they were asked. */
  public Map<GroupId, Reply> replies() {
    return replies;
  }

  /** Takes a report. */
  public void receive(Report report, Outbox out) {
    if (report instanceof Report.Completed completed) {
      complete(completed.step(), out);
    } else if (report instanceof Report.Changed changed) {
      hear(changed, out);
    } else if (report instanceof Report.States states) {
      program.states().accept(states);
    } else if (report instanceof Report.Answered answered) {
      answer(answered);
    }
  }

  private void complete(long step, Outbox out) {
    if (running.merge(step, -1, Integer::sum) == 0) {
      running.remove(step);
      phases.remove(step);
      grant(out);
    }
  }

  private void grant(Outbox out) {
    while (running.size() < credit && program.executions().hasNext()) {
      Program.Execution execution = program.executions().next();
      long step = nextStep++;
      running.put(step, groups.size());
      phases.put(step, execution.phase());
      Message.Granted granted = new Message.Granted(step, execution.phase());
      groups.forEach(group -> out.send(group, granted));
      clamp(step, execution, out);
    }
  }

  private void clamp(long step, Program.Execution execution, Outbox out) {
    for (Update update : given(execution.phase())) {
      for (GroupId group : update.population().slices()) {
        for (int shard = 0; shard < execution.phase().ensemble().shards(); shard++) {
          int first = execution.phase().ensemble().first(shard);
          int last = execution.phase().ensemble().first(shard + 1);
          Batch state =
              update.how() == Update.How.CLAMP
                  ? execution.stimulus().columns(group.from(), group.to(), first, last)
                  : execution.stimulus().targets(group.from(), group.to(), first, last);
          out.send(group, new Message.Clamp(step, shard, state));
        }
      }
    }
  }

  private static List<Update> given(Phase phase) {
    return phase.ticks().stream()
        .flatMap(tick -> tick.updates().stream())
        .filter(update -> update.how().isGiven())
        .toList();
  }

  private void hear(Report.Changed changed, Outbox out) {
    Pass pass = new Pass(changed.step(), changed.shard());
    Question question = questions.computeIfAbsent(pass, key -> new Question());
    question.reports++;
    question.change = Math.max(question.change, changed.change());
    Phase phase = phases.get(changed.step());
    if (question.reports == answering(phase)) {
      questions.remove(pass);
      boolean again = !(question.change <= phase.loop().tolerance()); // no number is no rest
      Message.Verdict verdict =
          new Message.Verdict(changed.step(), changed.shard(), changed.pass(), again);
      groups.forEach(group -> out.send(group, verdict));
    }
  }

  /** How many neuron groups report the change of a pass. */
  private int answering(Phase phase) {
    return network.populations().stream()
        .filter(phase::changesInLoop)
        .mapToInt(Population::groups)
        .sum();
  }

  private void answer(Report.Answered answered) {
    if (answered.ask() != ask) {
      throw new IllegalStateException(
          answered.group() + " answers question " + answered.ask() + ", expected " + ask);
    }
    replies.put(answered.group(), answered.reply());
    unanswered--;
  }
}
