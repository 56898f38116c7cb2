package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.journal.SynapseHistory;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.LivingNetwork;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.JsonObjects;
import org.ontogeny.engine.network.Projection;

/** The life of a single synapse: every birth and death, since courses branch. */
final class SynapseRoutes {

  private static final int MOST = 1_000;

  private final RunLibrary library;

  SynapseRoutes(RunLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/api/runs/{id}/synapses/{projection}/{pre}/{post}",
            Set.of(),
            call -> library.about(call, run -> synapse(run, call))));
  }

  private HttpResponse synapse(RunDirectory directory, Route.Call call) {
    RunFold fold = library.folds().of(directory);
    Projection projection = NetworkRoutes.projection(fold.network(), call);
    int pre = NetworkRoutes.index("pre", projection.pre(), call);
    int post = NetworkRoutes.index("post", projection.post(), call);
    List<SynapseHistory.Entry> all =
        Files.exists(directory.journal())
            ? SynapseHistory.read(directory.path(), projection.name(), pre, post, MOST + 1)
            : List.of();
    List<SynapseHistory.Entry> told = all.subList(0, Math.min(all.size(), MOST));
    int state = fold.network(fold.last()).synapse(projection, pre, post);
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeStringField("projection", projection.name());
          json.writeNumberField("pre", pre);
          json.writeNumberField("post", post);
          json.writeBooleanField("possible", state != LivingNetwork.NEVER);
          json.writeBooleanField("alive", state == LivingNetwork.ALIVE);
          json.writeArrayFieldStart("records");
          for (SynapseHistory.Entry entry : told) {
            write(entry, fold, json);
          }
          json.writeEndArray();
          json.writeBooleanField("more", all.size() > told.size());
        });
  }

  private static void write(SynapseHistory.Entry entry, RunFold fold, JsonGenerator json)
      throws IOException {
    Map<String, Object> detail = JsonObjects.parse(entry.event().detail());
    Fate fate = entry.fate();
    json.writeStartObject();
    json.writeStringField("kind", entry.event().kind());
    json.writeNumberField("seq", entry.event().seq());
    json.writeNumberField("step", entry.event().step());
    json.writeStringField("stage", entry.event().stage());
    json.writeStringField("course", fold.course(entry.event().seq()));
    json.writeStringField("group", (String) detail.get("group"));
    json.writeStringField("rule", (String) detail.get("rule"));
    json.writeStringField("selection", (String) detail.get("selection"));
    json.writeFieldName("threshold");
    if (detail.get("threshold") instanceof String number) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
    Json.number("importance", fate.importance(), json);
    single("weight", fate.weight(), json);
    json.writeNumberField("age", fate.age());
    single("draw", fate.draw(), json);
    json.writeEndObject();
  }

  private static void single(String field, float value, JsonGenerator json) throws IOException {
    json.writeFieldName(field);
    if (Float.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
