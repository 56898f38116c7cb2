package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.stream.LiveActivity;
import org.ontogeny.actors.stream.Observation;
import org.ontogeny.dashboards.server.http.Json;

/** Runs that this process develops, and their observations as JSON. */
public final class LiveRuns implements ActivitySource {

  private final Map<String, LiveActivity> activities = new ConcurrentHashMap<>();
  private final Map<String, Run> runs = new ConcurrentHashMap<>();

  /**
   * Shows a run that this process is about to develop.
   *
   * @param id of the run
   */
  public void show(String id, Run run) {
    LiveActivity activity = new LiveActivity(); // one that has ended stays so
    run.observedBy(activity);
    activities.put(id, activity);
    runs.put(id, run);
  }

  @Override
  public Map<String, Integer> mailboxes(String run) {
    Run developed = runs.get(run);
    return developed == null ? Map.of() : developed.mailboxes();
  }

  @Override
  public Optional<Source<ByteString, NotUsed>> listen(String run) {
    return Optional.ofNullable(activities.get(run))
        .map(
            activity -> activity.listen().map(heard -> json(heard.observation(), heard.dropped())));
  }

  private static ByteString json(Observation observation, long dropped) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeNumberField("step", observation.step());
          json.writeStringField("stage", observation.stage());
          json.writeNumberField("dropped", dropped);
          json.writeArrayFieldStart("populations");
          for (Observation.PopulationActivity population : observation.populations()) {
            write(population, json);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("fields");
          for (Observation.Field field : observation.fields()) {
            write(field, json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(Observation.PopulationActivity population, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("population", population.population());
    integers("neurons", population.neurons(), json);
    numbers("rate", population.rate(), json);
    json.writeNumberField("columns", population.columns());
    json.writeStringField("raster", digits(population.raster()));
    json.writeEndObject();
  }

  /** A digit each: short, and compressible, and no client needs to unpack bits. */
  static String digits(byte[] raster) {
    StringBuilder digits = new StringBuilder(raster.length);
    for (byte active : raster) {
      digits.append(active == 0 ? '0' : '1');
    }
    return digits.toString();
  }

  private static void write(Observation.Field field, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("projection", field.projection());
    json.writeNumberField("post", field.post());
    integers("pre", field.pre(), json);
    numbers("weight", field.weight(), json);
    json.writeEndObject();
  }

  private static void integers(String name, int[] values, JsonGenerator json) throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }

  private static void numbers(String name, float[] values, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (float value : values) {
      if (Float.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }
}
