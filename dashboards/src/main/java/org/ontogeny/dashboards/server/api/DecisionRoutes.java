package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.DecisionsFold;
import org.ontogeny.dashboards.view.DecisionsFold.Decision;
import org.ontogeny.dashboards.view.ImportanceHistogram;
import org.ontogeny.dashboards.view.Series;

/** What synapses formed and died by: decisions with their thresholds, importances at death. */
final class DecisionRoutes {

  private static final int FEWEST_POINTS = 2;
  private static final int USUAL_POINTS = 500;
  private static final int MOST_BINS = 1_000;
  private static final int USUAL_BINS = 40;

  private final RunLibrary library;

  DecisionRoutes(RunLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/api/runs/{id}/decisions",
            Set.of("points", "at"),
            call -> library.about(call, run -> decisions(run, call))),
        new Route(
            "/api/runs/{id}/importances",
            Set.of("bins", "at"),
            call -> library.about(call, run -> importances(run, call))));
  }

  private HttpResponse decisions(RunDirectory directory, Route.Call call) {
    int points =
        (int)
            call.parameters()
                .number("points", FEWEST_POINTS, DecisionsFold.MOST)
                .orElse(USUAL_POINTS);
    RunFold fold = library.folds().of(directory);
    long at = NetworkRoutes.at(call, fold);
    List<Decision> decisions = fold.decisions(at, points);
    List<Series.Course> courses = fold.courses(at);
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeNumberField("at", at);
          json.writeNumberField(
              "folded", decisions.stream().mapToInt(Decision::folded).max().orElse(1));
          SeriesRoutes.courses(courses, json);
          json.writeObjectFieldStart("decisions");
          columns(decisions, json);
          json.writeEndObject();
        });
  }

  private static void columns(List<Decision> of, JsonGenerator json) throws IOException {
    Columns.numbers("course", of, Decision::course, json);
    Columns.numbers("first-step", of, Decision::firstStep, json);
    Columns.numbers("step", of, Decision::step, json);
    Columns.numbers("seq", of, Decision::seq, json);
    Columns.texts("projection", of, Decision::projection, json);
    Columns.texts("kind", of, decision -> decision.births() ? "formed" : "pruned", json);
    Columns.texts("rule", of, Decision::rule, json);
    Columns.texts("selection", of, Decision::selection, json);
    Columns.reals("threshold", of, Decision::threshold, json);
    Columns.numbers("count", of, Decision::count, json);
    Columns.numbers("folded", of, Decision::folded, json);
  }

  private HttpResponse importances(RunDirectory directory, Route.Call call) {
    int bins = (int) call.parameters().number("bins", 1, MOST_BINS).orElse(USUAL_BINS);
    RunFold fold = library.folds().of(directory);
    long at = NetworkRoutes.at(call, fold);
    List<ImportanceHistogram> histograms = fold.importances(at, bins);
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeNumberField("at", at);
          json.writeArrayFieldStart("histograms");
          for (ImportanceHistogram histogram : histograms) {
            json.writeStartObject();
            write(histogram, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void write(ImportanceHistogram of, JsonGenerator json) throws IOException {
    json.writeStringField("projection", of.projection());
    json.writeStringField("rule", of.rule());
    json.writeNumberField("count", of.count());
    json.writeNumberField("unknown", of.unknown());
    Json.number("minimum", of.minimum(), json);
    Json.number("maximum", of.maximum(), json);
    json.writeStringField("scale", of.logarithmic() ? "logarithmic" : "linear");
    json.writeFieldName("edges");
    json.writeArray(of.edges(), 0, of.edges().length);
    json.writeFieldName("counts");
    json.writeArray(of.counts(), 0, of.counts().length);
  }
}
