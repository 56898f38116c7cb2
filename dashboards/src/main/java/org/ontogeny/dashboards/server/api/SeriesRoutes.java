package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.Series;
import org.ontogeny.dashboards.view.SeriesFold;
import org.ontogeny.engine.network.Network;

/** Curves over the steps of a run: who lives, who came and went, what was measured. */
final class SeriesRoutes {

  private static final int FEWEST = 2;
  private static final int USUAL = 500;

  private final RunLibrary library;

  SeriesRoutes(RunLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/api/runs/{id}/series",
            Set.of("points"),
            call -> library.about(call, run -> series(run, call))));
  }

  private HttpResponse series(RunDirectory directory, Route.Call call) {
    int points = (int) call.parameters().number("points", FEWEST, SeriesFold.MOST).orElse(USUAL);
    RunFold fold = library.folds().of(directory);
    Series series = fold.series(points);
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeNumberField("step", series.step());
          json.writeNumberField("points", series.points().size());
          json.writeNumberField(
              "folded", series.points().stream().mapToInt(Series.Point::folded).max().orElse(1));
          courses(series.courses(), json);
          points(series.points(), fold.network(), json);
          json.writeArrayFieldStart("measures");
          for (Series.Readings readings : series.measures()) {
            readings(readings, json);
          }
          json.writeEndArray();
        });
  }

  /** The courses of a run, as a field. */
  static void courses(List<Series.Course> courses, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("courses");
    for (Series.Course course : courses) {
      json.writeStartObject();
      json.writeStringField("course", course.name());
      json.writeNumberField("seq", course.seq());
      json.writeNumberField("step", course.step());
      json.writeNumberField("fence", course.fence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void points(List<Series.Point> points, Network network, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("series");
    Columns.numbers("course", points, Series.Point::course, json);
    Columns.numbers("first-step", points, Series.Point::firstStep, json);
    Columns.numbers("step", points, Series.Point::step, json);
    Columns.numbers("seq", points, Series.Point::seq, json);
    Columns.numbers("births", points, Series.Point::births, json);
    Columns.numbers("deaths", points, Series.Point::deaths, json);
    json.writeObjectFieldStart("synapses");
    for (int k = 0; k < network.projections().size(); k++) {
      int place = k;
      Columns.numbers(network.projections().get(k).name(), points, p -> p.synapses()[place], json);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("neurons");
    for (int k = 0; k < network.populations().size(); k++) {
      int place = k;
      Columns.numbers(network.populations().get(k).name(), points, p -> p.neurons()[place], json);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void readings(Series.Readings of, JsonGenerator json) throws IOException {
    List<Series.Reading> all = of.readings();
    json.writeStartObject();
    json.writeStringField("measure", of.measure());
    json.writeStringField("of", of.of());
    json.writeNumberField("course", of.course());
    json.writeNumberField("folded", all.stream().mapToInt(Series.Reading::folded).max().orElse(1));
    Columns.numbers("step", all, Series.Reading::step, json);
    Columns.numbers("seq", all, Series.Reading::seq, json);
    Columns.reals("value", all, Series.Reading::value, json);
    Columns.numbers("synapses", all, Series.Reading::synapses, json);
    Columns.numbers("neurons", all, Series.Reading::neurons, json);
    json.writeEndObject();
  }
}
