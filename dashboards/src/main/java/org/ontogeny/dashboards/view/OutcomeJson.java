package org.ontogeny.dashboards.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import org.ontogeny.engine.spec.Claim;
import org.ontogeny.engine.spec.RunSpec;

/** An outcome as fields of a JSON object. What was not measured is {@code null}. */
public final class OutcomeJson {

  private OutcomeJson() {}

  /** Adds the fields of an outcome to the object that is being written. */
  public static void write(RunSpec spec, Outcome outcome, JsonGenerator json) throws IOException {
    counts("synapses", outcome.allSynapses(), "projections", outcome.synapses(), json);
    counts("neurons", outcome.allNeurons(), "populations", outcome.neurons(), json);
    json.writeObjectFieldStart("accuracy");
    number("unpruned", outcome.unpruned(), json);
    number("pruned", outcome.pruned(), json);
    number("same-updates-unpruned", outcome.neverPruned(), json);
    number("random-equal-count", outcome.randomlyPruned(), json);
    number("pixels", outcome.pixels(), json);
    json.writeEndObject();
    anew(spec, outcome, json);
    readings(outcome, json);
    claims(spec, outcome, json);
  }

  private static void counts(
      String of,
      Outcome.Change all,
      String parts,
      Map<String, Outcome.Change> each,
      JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(of);
    change(all, json);
    json.writeObjectFieldStart(parts);
    for (Map.Entry<String, Outcome.Change> part : each.entrySet()) {
      json.writeObjectFieldStart(part.getKey());
      change(part.getValue(), json);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void change(Outcome.Change change, JsonGenerator json) throws IOException {
    json.writeNumberField("before", change.before());
    json.writeNumberField("after", change.after());
  }

  private static void anew(RunSpec spec, Outcome outcome, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("anew");
    for (TrainedAnew trained : TrainedAnew.of(spec, outcome)) {
      json.writeStartObject();
      json.writeStringField("stage", trained.stage());
      json.writeStringField("set", trained.set());
      json.writeArrayFieldStart("masks");
      for (TrainedAnew.Mask mask : trained.masks()) {
        json.writeStartObject();
        json.writeStringField("course", mask.course());
        json.writeStringField("mask", mask.what());
        number("accuracy", mask.accuracy(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void readings(Outcome outcome, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("readings");
    for (Outcome.Reading reading : outcome.readings()) {
      json.writeStartObject();
      json.writeStringField("course", reading.course().name());
      json.writeStringField("stage", reading.stage());
      json.writeNumberField("step", reading.step());
      json.writeNumberField("accuracy", reading.accuracy());
      json.writeNumberField("synapses", reading.synapses());
      json.writeNumberField("neurons", reading.neurons());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void claims(RunSpec spec, Outcome outcome, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("claims");
    for (Claim claim : spec.claims()) {
      OptionalDouble measured = outcome.measured(claim);
      json.writeStartObject();
      json.writeStringField("id", claim.id());
      number("measured", measured, json);
      bound("at-least", claim.atLeast(), json);
      bound("at-most", claim.atMost(), json);
      json.writeStringField("verdict", OutcomeText.verdict(claim, measured));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** An end of a band, where it has one there. */
  private static void bound(String name, double value, JsonGenerator json) throws IOException {
    if (!Double.isInfinite(value)) {
      json.writeNumberField(name, value);
    }
  }

  private static void number(String name, OptionalDouble value, JsonGenerator json)
      throws IOException {
    json.writeFieldName(name);
    if (value.isPresent()) {
      json.writeNumber(value.getAsDouble());
    } else {
      json.writeNull();
    }
  }
}
