package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Parameters;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.LivingCounts;
import org.ontogeny.dashboards.view.LivingNetwork;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/** Who lives in the network of a run: projections, windows of their matrices, single neurons. */
final class NetworkRoutes {

  private static final long MOST_CELLS = 250_000;

  private final RunLibrary library;

  NetworkRoutes(RunLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/api/runs/{id}/projections",
            Set.of("at"),
            call -> library.about(call, run -> projections(run, call))),
        new Route(
            "/api/runs/{id}/projections/{projection}",
            Set.of("pre-from", "pre-to", "post-from", "post-to", "at"),
            call -> library.about(call, run -> window(run, call))),
        new Route(
            "/api/runs/{id}/neurons/{population}/{index}",
            Set.of("at"),
            call -> library.about(call, run -> neuron(run, call))));
  }

  /** The projection in the path. */
  static Projection projection(Network network, Route.Call call) {
    String name = call.segment("projection");
    return network.projections().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(Problem.notFound("the run has no projection of this name")));
  }

  /** The event as after which something is asked for: {@code at}, else the last one. */
  static long at(Route.Call call, RunFold fold) {
    long last = fold.last();
    return call.parameters().number("at", 0, last).orElse(last);
  }

  /** The original index of a neuron in the path. */
  static int index(String segment, Population population, Route.Call call) {
    return (int) Parameters.number(segment, call.segment(segment), 0, population.neurons() - 1L);
  }

  private HttpResponse projections(RunDirectory directory, Route.Call call) {
    RunFold fold = library.folds().of(directory);
    long at = at(call, fold);
    LivingCounts counts = fold.counts(at);
    List<Projection> all = fold.network().projections();
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeNumberField("seq", at);
          json.writeArrayFieldStart("projections");
          for (int k = 0; k < all.size(); k++) {
            projection(all.get(k), counts.synapses()[k], counts.born()[k], json);
          }
          json.writeEndArray();
        });
  }

  private static void projection(Projection of, long living, long born, JsonGenerator json)
      throws IOException {
    long potential = of.potential();
    json.writeStartObject();
    json.writeStringField("projection", of.name());
    json.writeStringField("pre", of.pre().name());
    json.writeNumberField("pre-neurons", of.pre().neurons());
    json.writeStringField("post", of.post().name());
    json.writeNumberField("post-neurons", of.post().neurons());
    json.writeNumberField("possible", potential);
    json.writeNumberField("born", born);
    json.writeNumberField("living", living);
    Json.number("density", potential == 0 ? Double.NaN : (double) living / potential, json);
    json.writeEndObject();
  }

  private HttpResponse window(RunDirectory directory, Route.Call call) {
    RunFold fold = library.folds().of(directory);
    Projection projection = projection(fold.network(), call);
    Parameters asked = call.parameters();
    int pres = projection.pre().neurons();
    int posts = projection.post().neurons();
    int preFrom = (int) asked.number("pre-from", 0, pres).orElse(0);
    int preTo = (int) asked.number("pre-to", preFrom, pres).orElse(pres);
    int postFrom = (int) asked.number("post-from", 0, posts).orElse(0);
    int postTo = (int) asked.number("post-to", postFrom, posts).orElse(posts);
    long cells = (long) (preTo - preFrom) * (postTo - postFrom);
    if (cells > MOST_CELLS) {
      throw new Refusal(
          Problem.of(
              StatusCodes.BAD_REQUEST,
              ("pre-from, pre-to, post-from, post-to: expected a window of at most %d cells, got"
                      + " %d x %d")
                  .formatted(MOST_CELLS, preTo - preFrom, postTo - postFrom)));
    }
    long at = at(call, fold);
    LivingNetwork network = fold.network(at);
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeStringField("projection", projection.name());
          json.writeNumberField("at", at);
          json.writeNumberField("pre-from", preFrom);
          json.writeNumberField("pre-to", preTo);
          json.writeNumberField("post-from", postFrom);
          json.writeNumberField("post-to", postTo);
          json.writeArrayFieldStart("alive");
          for (int pre = preFrom; pre < preTo; pre++) {
            json.writeStartArray();
            for (int post = postFrom; post < postTo; post++) {
              json.writeNumber(network.synapse(projection, pre, post));
            }
            json.writeEndArray();
          }
          json.writeEndArray();
        });
  }

  private HttpResponse neuron(RunDirectory directory, Route.Call call) {
    RunFold fold = library.folds().of(directory);
    String name = call.segment("population");
    Population population =
        fold.network().populations().stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new Refusal(Problem.notFound("the run has no population of this name")));
    int index = index("index", population, call);
    long at = at(call, fold);
    LivingNetwork network = fold.network(at);
    Optional<LivingNetwork.Death> death = network.death(name, index);
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeStringField("population", name);
          json.writeNumberField("index", index);
          json.writeNumberField("seq", at);
          json.writeBooleanField("alive", death.isEmpty());
          json.writeFieldName("died");
          death(death, json);
          json.writeArrayFieldStart("synapses");
          for (Projection projection : fold.network().around(population)) {
            degrees(projection, population, index, network, json);
          }
          json.writeEndArray();
        });
  }

  private static void death(Optional<LivingNetwork.Death> of, JsonGenerator json)
      throws IOException {
    if (of.isEmpty()) {
      json.writeNull();
      return;
    }
    LivingNetwork.Death death = of.get();
    json.writeStartObject();
    json.writeNumberField("seq", death.seq());
    json.writeNumberField("step", death.step());
    json.writeStringField("stage", death.stage());
    json.writeStringField("why", death.taken() ? "taken" : "without-synapses");
    json.writeEndObject();
  }

  /** A projection within one population has the neuron at both ends. */
  private static void degrees(
      Projection projection, Population of, int index, LivingNetwork network, JsonGenerator json)
      throws IOException {
    for (End end : End.values()) {
      if (projection.at(end).equals(of)) {
        json.writeStartObject();
        json.writeStringField("projection", projection.name());
        json.writeStringField("end", end == End.PRE ? "pre" : "post");
        json.writeNumberField("living", network.degree(projection, end, index));
        json.writeEndObject();
      }
    }
  }
}
