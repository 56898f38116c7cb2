package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Parameters;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.OutcomeJson;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.dashboards.view.RunSummary;

/** Which runs there are, and what one of them is: its outcome, specification and operations. */
final class RunRoutes {

  private static final int MOST_RUNS = 200;
  private static final int MOST_OPERATIONS = 1_000;

  /** Fields of the fact that a run started which say where its numbers come from. */
  private static final List<String> PROVENANCE =
      List.of(
          "version",
          "commit",
          "java",
          "system",
          "backend",
          "backend-reason",
          "arithmetic",
          "threads",
          "data");

  private final RunLibrary library;

  RunRoutes(RunLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        new Route("/api/runs", Set.of("limit", "after"), call -> library.ask(() -> list(call))),
        new Route("/api/runs/{id}", Set.of(), call -> library.about(call, this::show)),
        new Route(
            "/api/runs/{id}/specification",
            Set.of("format"),
            call -> library.about(call, run -> specification(run, call))),
        new Route(
            "/api/runs/{id}/operations",
            Set.of("from", "limit"),
            call -> library.about(call, run -> operations(run, call))));
  }

  private HttpResponse list(Route.Call call) {
    int limit = (int) call.parameters().number("limit", 1, MOST_RUNS).orElse(50);
    RunLibrary.Page page = library.page(call.parameters().text("after").orElse(""), limit);
    return Json.object(
        json -> {
          json.writeArrayFieldStart("runs");
          for (RunSummary summary : page.runs()) {
            json.writeStartObject();
            summary.write(json);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField("next", page.next().orElse(null));
        });
  }

  private HttpResponse show(RunDirectory directory) {
    RunFold fold = library.folds().of(directory);
    RunSummary summary = RunSummaries.of(directory, fold);
    RecordedOperations operations = RecordedOperations.of(directory);
    return Json.object(
        json -> {
          summary.write(json);
          json.writeStringField("description", fold.spec().description());
          json.writeStringField("holder", directory.holder().orElse(null));
          json.writeObjectFieldStart("provenance");
          for (String field : PROVENANCE) {
            json.writeStringField(field, operations.last("started", field));
          }
          json.writeEndObject();
          String seconds = operations.last("finished", "seconds");
          json.writeFieldName("seconds");
          if (seconds.isEmpty()) {
            json.writeNull();
          } else {
            json.writeNumber(seconds);
          }
          // what the outcome counts is in an object of its own: synapses is a number here
          json.writeObjectFieldStart("outcome");
          OutcomeJson.write(fold.spec(), fold.outcome(), json);
          json.writeEndObject();
        });
  }

  private static HttpResponse specification(RunDirectory directory, Route.Call call) {
    String format =
        call.parameters().text("format").orElseGet(() -> prefersJson(call) ? "json" : "hocon");
    Parameters.requireOneOf("format", format, List.of("hocon", "json"));
    try {
      String text = Files.readString(directory.specification());
      return HttpResponse.create()
          .withEntity(
              format.equals("json")
                  ? HttpEntities.create(
                      ContentTypes.APPLICATION_JSON,
                      ConfigFactory.parseString(text).root().render(ConfigRenderOptions.concise()))
                  : HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory.specification(), e);
    }
  }

  private static boolean prefersJson(Route.Call call) {
    return call.request()
        .getHeader("Accept")
        .map(HttpHeader::value)
        .filter(accept -> accept.contains("application/json"))
        .isPresent();
  }

  private static HttpResponse operations(RunDirectory directory, Route.Call call) {
    long from = call.parameters().number("from", 1, Long.MAX_VALUE).orElse(1);
    long limit = call.parameters().number("limit", 1, MOST_OPERATIONS).orElse(100);
    List<JournalReader.Operation> all =
        RecordedJournal.read(directory, journal -> journal.operations(from), List.of());
    List<JournalReader.Operation> page = all.stream().limit(limit).toList();
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeArrayFieldStart("operations");
          for (JournalReader.Operation operation : page) {
            json.writeStartObject();
            json.writeNumberField("number", operation.number());
            json.writeStringField("time", operation.time().toString());
            json.writeStringField("kind", operation.kind());
            json.writeFieldName("fields");
            value(operation.fields(), json);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField(
              "next", page.isEmpty() ? from : page.get(page.size() - 1).number() + 1);
          json.writeBooleanField("more", all.size() > page.size());
        });
  }

  private static void value(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        json.writeFieldName(field.getKey().toString());
        value(field.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object member : list) {
        value(member, json);
      }
      json.writeEndArray();
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }
}
