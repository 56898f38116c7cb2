package org.ontogeny.dashboards.campaign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.ontogeny.engine.evaluation.Spread;
import org.ontogeny.engine.evaluation.StudentTest;
import org.ontogeny.engine.spec.Campaign;

/** What a campaign has come to, as a JSON object. What is not known is {@code null}. */
public final class CampaignJson {

  private CampaignJson() {}

  /** The object on one line. */
  public static String line(CampaignResult result) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("campaign", result.campaign().name());
      json.writeStringField("description", result.campaign().description());
      runs(result, json);
      quantities(result, json);
      comparisons(result, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON", e);
    }
    return text.toString();
  }

  private static void runs(CampaignResult result, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("runs");
    for (Map.Entry<CampaignRun, CampaignRun.State> entry : result.runs().entrySet()) {
      CampaignRun run = entry.getKey();
      json.writeStartObject();
      json.writeStringField("run", run.directory().id());
      json.writeStringField("member", run.member());
      json.writeNumberField("seed", run.seed());
      json.writeStringField("state", word(entry.getValue()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void quantities(CampaignResult result, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("measured");
    for (Quantity quantity : result.quantities()) {
      json.writeStartObject();
      address(quantity.measurement(), json);
      json.writeObjectFieldStart("values");
      for (Map.Entry<Long, Double> value : quantity.values().entrySet()) {
        json.writeNumberField("" + value.getKey(), value.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("n", quantity.values().size());
      Spread spread = quantity.spread().orElse(null);
      number("mean", spread == null ? Double.NaN : spread.mean(), json);
      number(
          "standard-deviation",
          spread == null ? Double.NaN : spread.deviation().orElse(Double.NaN),
          json);
      number("least", spread == null ? Double.NaN : spread.least(), json);
      number("most", spread == null ? Double.NaN : spread.most(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void address(Campaign.Measurement measurement, JsonGenerator json)
      throws IOException {
    json.writeStringField("member", measurement.member());
    json.writeStringField("measure", measurement.recorded().measure());
    json.writeStringField("of", measurement.recorded().of());
    json.writeStringField("course", measurement.recorded().course());
    json.writeNumberField("round", measurement.recorded().round());
  }

  private static void comparisons(CampaignResult result, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("comparisons");
    for (Compared compared : result.comparisons()) {
      Campaign.Comparison comparison = compared.comparison();
      json.writeStartObject();
      json.writeStringField("id", comparison.id());
      json.writeObjectFieldStart("value");
      address(comparison.value(), json);
      json.writeEndObject();
      json.writeObjectFieldStart("against");
      address(comparison.against(), json);
      json.writeEndObject();
      json.writeStringField("test", word(comparison.design()));
      json.writeStringField("tail", word(comparison.tail()));
      number("difference", compared.difference().orElse(Double.NaN), json);
      number("t", compared.test().map(StudentTest::statistic).orElse(Double.NaN), json);
      number("df", compared.test().map(StudentTest::freedom).orElse(Double.NaN), json);
      number("p", compared.test().map(StudentTest::p).orElse(Double.NaN), json);
      bound("p-at-most", comparison.largestP(), json);
      bound("at-least", finite(comparison.atLeast()), json);
      bound("at-most", finite(comparison.atMost()), json);
      json.writeStringField("verdict", compared.verdict());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static OptionalDouble finite(double bound) {
    return Double.isInfinite(bound) ? OptionalDouble.empty() : OptionalDouble.of(bound);
  }

  /** A bound, where there is one. */
  private static void bound(String name, OptionalDouble value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsDouble());
    }
  }

  private static void number(String name, double value, JsonGenerator json) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
