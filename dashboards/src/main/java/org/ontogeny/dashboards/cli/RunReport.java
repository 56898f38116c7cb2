package org.ontogeny.dashboards.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.OutcomeJson;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.engine.spec.RunSpec;

/**
 * A run with what it came to.
 *
 * @param operations what its record says about the machine and its life
 */
record RunReport(
    RunDirectory directory, RunSpec spec, RecordedOperations operations, Outcome outcome) {

  /** Prints one JSON object on one line. */
  void printJson(PrintWriter out) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("run", directory.id());
      json.writeStringField("directory", directory.path().toString());
      json.writeStringField("experiment", spec.experiment().name());
      json.writeStringField("description", spec.description());
      json.writeNumberField("seed", spec.seed());
      json.writeStringField("state", operations.state().name().toLowerCase(Locale.ROOT));
      json.writeStringField("backend", operations.last("started", "backend"));
      json.writeStringField("backend-reason", operations.last("started", "backend-reason"));
      json.writeStringField("arithmetic", operations.last("started", "arithmetic"));
      json.writeStringField("data", operations.last("started", "data"));
      json.writeFieldName("seconds");
      String seconds = operations.last("finished", "seconds");
      if (seconds.isEmpty()) {
        json.writeNull();
      } else {
        json.writeNumber(seconds);
      }
      OutcomeJson.write(spec, outcome, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON", e);
    }
    out.println(text);
  }
}
