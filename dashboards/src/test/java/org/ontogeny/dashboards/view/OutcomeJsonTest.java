package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;

class OutcomeJsonTest {

  /** On the second set, where they have learned that. */
  @Test
  void masksTrainedAnewAreToldWithTheirSet() throws IOException {
    RunSpec spec =
        SpecReader.read(
            "stothers-architecture-ci",
            Map.of("data.transfer", "noise", "stages.2.examples", "transfer"));
    Outcome outcome =
        new Outcome(
            Map.of(),
            Map.of(),
            List.of(),
            OptionalDouble.empty(),
            List.of(measured("accuracy", 0.25), measured("accuracy-transfer", 0.75)));
    String json = json(spec, outcome);
    assertEquals(
        """
        "anew":[{"stage":"anew","set":"noise","masks":[\
        {"course":"grown","mask":"developed mask, weights anew","accuracy":0.75},\
        {"course":"random","mask":"random mask of as many synapses in each projection",\
        "accuracy":null},\
        {"course":"random-in-total","mask":"random mask of as many synapses in all",\
        "accuracy":null}]}]""",
        json.substring(json.indexOf("\"anew\""), json.indexOf(",\"readings\"")));
  }

  private static Outcome.Measured measured(String measure, double value) {
    return new Outcome.Measured(new Outcome.Course("grown"), 0, 1, measure, "output", value, 1);
  }

  private static String json(RunSpec spec, Outcome outcome) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      OutcomeJson.write(spec, outcome, json);
      json.writeEndObject();
    }
    return text.toString();
  }
}
