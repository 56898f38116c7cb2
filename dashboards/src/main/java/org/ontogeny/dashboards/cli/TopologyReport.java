package org.ontogeny.dashboards.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.ontogeny.actors.run.Placement;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.dashboards.view.TopologyText;
import org.ontogeny.engine.execution.Topology;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.GradientNetwork;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.spec.RunSpec;

/** The actors of a run and the messages that flow between their groups. */
record TopologyReport(RunDirectory directory, RunSpec spec) {

  private static final String SWEEP = "one Gibbs sweep of the chains";

  private static final String STEP = "one learning step, activity forward and error back";

  private Topology step() {
    Learning learning = new Learning(1, 0, Momentum.Mode.CLASSIC, 0, 0); // its values move nothing
    return Topology.of(new GradientNetwork(spec.network()).learn(spec.examples(), learning), 1);
  }

  private Topology sweep() {
    return Topology.of(new BoltzmannMachine(spec.network()).wander(spec.chains(), 1), 1);
  }

  /** Mean-field inference with a number of passes. */
  private Topology wake(int passes) {
    int most = Math.max(passes, spec.meanField().passes());
    BoltzmannMachine machine = new BoltzmannMachine(spec.network());
    return Topology.of(machine.wake(spec.examples(), most, 0), passes);
  }

  private List<Placement.Host> hosts() {
    return Placement.ONE_PER_GROUP.hosts(spec.network());
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      printJson(out);
      return;
    }
    out.println("actors of %s: 1 conductor, %d hosts".formatted(directory.id(), hosts().size()));
    actors().lines().forEach(out::println);
    out.println();
    if (spec.network().graded()) {
      TopologyText.lines(STEP, step(), spec.examples().shards()).forEach(out::println);
      return;
    }
    TopologyText.lines(SWEEP, sweep(), spec.chains().shards()).forEach(out::println);
    out.println();
    long first = wake(1).messages();
    out.println(
        "clamped data, mean field: %d messages for each of %d shards with one pass,"
            .formatted(first, spec.examples().shards()));
    out.println("  %d more with each further pass".formatted(wake(2).messages() - first));
  }

  private TextTable actors() {
    TextTable table = new TextTable(4).row("  actor", "kind", "hosted groups", "neurons");
    table.row("  conductor", "conductor", "-", "-");
    for (Placement.Host host : hosts()) {
      String groups = String.join(" ", host.groups().stream().map(GroupId::toString).toList());
      table.row("  " + host.name(), kind(host), groups, what(host));
    }
    return table;
  }

  private String kind(Placement.Host host) {
    boolean neurons = host.groups().stream().allMatch(this::isOfNeurons);
    boolean synapses = host.groups().stream().noneMatch(this::isOfNeurons);
    return neurons ? "neuron group" : synapses ? "synapse group" : "several groups";
  }

  private boolean isOfNeurons(GroupId group) {
    return spec.network().populations().stream().anyMatch(p -> p.name().equals(group.owner()));
  }

  private static String what(Placement.Host host) {
    return "" + host.groups().stream().mapToInt(g -> g.to() - g.from()).sum();
  }

  private void printJson(PrintWriter out) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("run", directory.id());
      json.writeArrayFieldStart("actors");
      for (Placement.Host host : hosts()) {
        json.writeStartObject();
        json.writeStringField("actor", host.name());
        json.writeStringField("kind", kind(host));
        json.writeArrayFieldStart("groups");
        for (GroupId group : host.groups()) {
          json.writeString(group.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      boolean graded = spec.network().graded();
      json.writeNumberField("shards", (graded ? spec.examples() : spec.chains()).shards());
      json.writeArrayFieldStart(graded ? "step" : "sweep");
      for (Topology.Flow flow : (graded ? step() : sweep()).flows()) {
        json.writeStartObject();
        json.writeStringField("message", flow.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("from", flow.from().toString());
        json.writeStringField("to", flow.to().toString());
        json.writeNumberField("each-shard", flow.messages());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON", e);
    }
    out.println(text);
  }
}
