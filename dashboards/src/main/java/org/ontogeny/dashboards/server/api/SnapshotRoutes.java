package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Parameters;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.SnapshotView;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.stage.Snapshots;

/** What a recorded snapshot shows: receptive fields, fantasies, rates. */
final class SnapshotRoutes {

  private static final int USUAL_FIELDS = 100;
  private static final int MOST_WEIGHTS = 1_000_000; // of an answer
  private static final byte ALIVE = 1;

  private final RunLibrary library;

  SnapshotRoutes(RunLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/api/runs/{id}/snapshots/{name}/fields",
            Set.of("projection", "most"),
            call -> library.about(call, run -> fields(run, call))),
        new Route(
            "/api/runs/{id}/snapshots/{name}/fantasies",
            Set.of("most"),
            call -> library.about(call, run -> fantasies(run, call))),
        new Route(
            "/api/runs/{id}/snapshots/{name}/rates",
            Set.of(),
            call -> library.about(call, run -> rates(run, call))));
  }

  private static SnapshotView view(RunDirectory directory, Network network, Route.Call call) {
    Path file = FileRoutes.snapshotFile(directory, call.segment("name"));
    if (FileRoutes.seq(file).isEmpty()) {
      throw new Refusal(Problem.notFound("the name of the file is not that of a snapshot's event"));
    }
    return SnapshotView.read(file, network);
  }

  private static void heading(
      RunDirectory directory, Route.Call call, SnapshotView view, JsonGenerator json)
      throws IOException {
    json.writeStringField("run", directory.id());
    json.writeStringField("snapshot", call.segment("name"));
    json.writeNumberField("seq", view.seq());
    json.writeNumberField("step", view.step());
  }

  private static void grid(SnapshotView view, String population, JsonGenerator json)
      throws IOException {
    SnapshotView.Grid grid = view.grid(population).orElseThrow();
    json.writeNumberField("rows", grid.rows());
    json.writeNumberField("columns", grid.columns());
  }

  private HttpResponse fields(RunDirectory directory, Route.Call call) {
    int most =
        (int) call.parameters().number("most", 1, Snapshots.MOST_FIELDS).orElse(USUAL_FIELDS);
    Network network = library.folds().network(directory);
    SnapshotView view = view(directory, network, call);
    if (view.projections().isEmpty()) {
      throw new Refusal(Problem.notFound("the snapshot shows no fields"));
    }
    String projection = call.parameters().text("projection").orElse(view.projections().get(0));
    Parameters.requireOneOf("projection", projection, view.projections());
    String lower = network.projection(projection).pre().name();
    int room = Math.max(1, MOST_WEIGHTS / network.population(lower).neurons());
    List<SnapshotView.Field> fields = view.fields(projection, Math.min(most, room));
    return Json.object(
        json -> {
          heading(directory, call, view, json);
          json.writeStringField("projection", projection);
          json.writeStringField("population", lower);
          grid(view, lower, json);
          json.writeNumberField("total", view.total(projection));
          json.writeArrayFieldStart("fields");
          for (SnapshotView.Field field : fields) {
            write(field, json);
          }
          json.writeEndArray();
        });
  }

  private static void write(SnapshotView.Field field, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("post", field.post());
    Json.number("strength", field.strength(), json);
    json.writeArrayFieldStart("weight");
    for (int pre = 0; pre < field.weight().length; pre++) {
      Json.number(field.alive()[pre] == ALIVE ? rounded(field.weight()[pre]) : Double.NaN, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** To four significant digits: more cannot be seen, and takes thrice the space. */
  static double rounded(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    int digits = 3 - (int) Math.floor(Math.log10(Math.abs(value)));
    double unit = Math.pow(10, Math.abs(digits));
    return digits < 0 ? Math.round(value / unit) * unit : Math.round(value * unit) / unit;
  }

  private HttpResponse fantasies(RunDirectory directory, Route.Call call) {
    int most =
        (int)
            call.parameters()
                .number("most", 1, Snapshots.MOST_CHAINS)
                .orElse(Snapshots.MOST_CHAINS);
    Network network = library.folds().network(directory);
    SnapshotView view = view(directory, network, call);
    String visible = network.visible().name();
    return Json.object(
        json -> {
          heading(directory, call, view, json);
          json.writeStringField("population", visible);
          grid(view, visible, json);
          json.writeArrayFieldStart("fantasies");
          for (byte[] state : view.fantasies(most)) {
            json.writeString(LiveRuns.digits(state));
          }
          json.writeEndArray();
        });
  }

  private HttpResponse rates(RunDirectory directory, Route.Call call) {
    SnapshotView view = view(directory, library.folds().network(directory), call);
    return Json.object(
        json -> {
          heading(directory, call, view, json);
          json.writeArrayFieldStart("populations");
          for (String population : view.populations()) {
            json.writeStartObject();
            json.writeStringField("population", population);
            grid(view, population, json);
            json.writeArrayFieldStart("rate");
            for (float rate : view.rate(population)) {
              Json.number(rounded(rate), json);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
