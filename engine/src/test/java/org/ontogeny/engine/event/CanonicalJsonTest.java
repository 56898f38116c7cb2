package org.ontogeny.engine.event;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.network.GroupId;

class CanonicalJsonTest {

  private static final GroupId SYNAPSES = new GroupId("h1-h2", 0, 676);

  private static final Map<Fact, String> GOLDEN =
      Map.ofEntries(
          entry(
              new Fact.RunStarted("digits", -7, 1000, 30),
              "\"kind\":\"run-started\",\"experiment\":\"digits\",\"seed\":-7,"
                  + "\"synapses\":1000,\"neurons\":30"),
          entry(new Fact.RunEnded(10, 3), "\"kind\":\"run-ended\",\"synapses\":10,\"neurons\":3"),
          entry(new Fact.StageStarted(), "\"kind\":\"stage-started\""),
          entry(new Fact.StageEnded(), "\"kind\":\"stage-ended\""),
          entry(new Fact.EpochEnded(2, 40), "\"kind\":\"epoch-ended\",\"epoch\":2,\"updates\":40"),
          entry(
              new Fact.Branched("the \"start\"", 17, "random", 1000, 30),
              "\"kind\":\"branched\",\"from\":\"the \\\"start\\\"\",\"fence\":17,"
                  + "\"course\":\"random\",\"synapses\":1000,\"neurons\":30"),
          entry(
              new Fact.NeuronsDied("h1", new GroupId("h1", 0, 8), List.of(2, 5)),
              "\"kind\":\"neurons-died\",\"population\":\"h1\",\"group\":\"h1[0:8]\","
                  + "\"count\":2,\"neurons\":[2,5]"),
          entry(
              new Fact.Evaluated("accuracy", "encoding", 0.9125, 1000, 30),
              "\"kind\":\"evaluated\",\"measure\":\"accuracy\",\"of\":\"encoding\","
                  + "\"value\":0.9125,\"synapses\":1000,\"neurons\":30"),
          entry(
              new Fact.Snapshot(Map.of("visible-h1", 64, "h1-h2", 0), 50, 1000, 30),
              "\"kind\":\"snapshot\",\"fields\":{\"h1-h2\":0,\"visible-h1\":64},\"chains\":50,"
                  + "\"synapses\":1000,\"neurons\":30"),
          entry(
              new Fact.Changed(List.of(4L, 0L), Map.of("stages.3.rule.threshold", "0.02")),
              "\"kind\":\"changed\",\"place\":[4,0],\"values\":{\"stages.3.rule.threshold\":\"0.02\"}"),
          entry(
              new Fact.Lesioned(List.of(4L), "h1", 0.25, List.of(2, 5)),
              "\"kind\":\"lesioned\",\"place\":[4],\"population\":\"h1\",\"share\":0.25,"
                  + "\"count\":2,\"neurons\":[2,5]"),
          entry(
              new Fact.SynapsesFormed(
                  "h1-h2",
                  SYNAPSES,
                  "uniform(0.5)",
                  0.5,
                  List.of(new Fate(3, 17, Double.NaN, 0, 0, 0.25f)),
                  new Living(7, -1)),
              "\"kind\":\"synapses-formed\",\"projection\":\"h1-h2\",\"group\":\"h1-h2[0:676]\","
                  + "\"rule\":\"uniform(0.5)\",\"threshold\":0.5,\"count\":1,\"living\":7,"
                  + "\"fingerprint\":\"ffffffffffffffff\",\"synapses\":[{\"pre\":3,\"post\":17,"
                  + "\"importance\":null,\"weight\":0.0,\"age\":0,\"draw\":0.25}]"),
          entry(
              pruned(0.0123, new Fate(3, 17, 0.0121, 0.31f, 36000, Float.NaN)),
              "\"kind\":\"synapses-pruned\",\"projection\":\"h1-h2\",\"group\":\"h1-h2[0:676]\","
                  + "\"rule\":\"fisher\",\"selection\":\"percentile(10)\",\"threshold\":0.0123,"
                  + "\"tie\":\"7fffffffffffffff\",\"count\":1,\"living\":9,"
                  + "\"fingerprint\":\"000000000000002a\",\"synapses\":[{\"pre\":3,\"post\":17,"
                  + "\"importance\":0.0121,\"weight\":0.31,\"age\":36000,\"draw\":null}]"));

  private static Fact.SynapsesPruned pruned(double threshold, Fate... deaths) {
    return new Fact.SynapsesPruned(
        "h1-h2",
        SYNAPSES,
        "fisher",
        "percentile(10)",
        threshold,
        OptionalLong.of(Long.MAX_VALUE),
        List.of(deaths),
        new Living(9, 42));
  }

  private static Event event(Fact fact) {
    return new Event(412, 120000, "rounds/3/prune", fact);
  }

  @Test
  void everyKindOfFactHasItsForm() {
    GOLDEN.forEach(
        (fact, fields) ->
            assertEquals(
                "{\"seq\":412,\"step\":120000,\"stage\":\"rounds/3/prune\"," + fields + "}",
                CanonicalJson.line(event(fact))));
  }

  @Test
  void everyKindComesBackFromItsForm() {
    for (Fact fact : GOLDEN.keySet()) {
      Event event = event(fact);
      assertEquals(event, EventReader.event(CanonicalJson.line(event)));
      List<Fate> fates = fact instanceof Fact.Structural s ? s.fates() : List.of();
      assertEquals(fact, EventReader.fact(fact.kind(), CanonicalJson.detail(fact), fates));
    }
  }

  @Test
  void aLineThatIsNoEventIsRefused() {
    for (String line :
        List.of("{\"seq\":1", "[]", "{\"seq\":1,\"step\":2,\"stage\":\"\",\"kind\":\"born\"}")) {
      assertThrows(IllegalArgumentException.class, () -> EventReader.event(line));
    }
  }

  @Test
  void noKindOfFactIsForgotten() {
    Set<Class<?>> golden = GOLDEN.keySet().stream().map(Fact::getClass).collect(Collectors.toSet());
    Set<Class<?>> all =
        Stream.of(Fact.class.getPermittedSubclasses())
            .flatMap(
                kind ->
                    kind.isSealed() ? Stream.of(kind.getPermittedSubclasses()) : Stream.of(kind))
            .collect(Collectors.toSet());
    assertEquals(all, golden);
    assertEquals(
        golden.size(), Set.copyOf(EventReader.KINDS).size(), "names of kinds that can be read");
  }

  @Test
  void synapsesAreLeftOutWhereNobodyAskedForThem() {
    Fact fact = pruned(0.5, new Fate(0, 0, 0, 0, 0, 0), new Fate(1, 0, 0, 0, 0, 0));
    String line = CanonicalJson.line(event(fact), false);
    assertTrue(line.contains("\"count\":2,") && !line.contains("synapses\":"), line);
  }

  @Test
  void numbersThatAreNotFiniteAreNull() {
    Fact fact =
        pruned(
            Double.NEGATIVE_INFINITY,
            new Fate(0, 0, Double.NaN, Float.POSITIVE_INFINITY, 0, Float.NaN));
    String line = CanonicalJson.line(event(fact));
    assertTrue(line.contains("\"threshold\":null,"), line);
    assertTrue(line.contains("\"importance\":null,\"weight\":null,\"age\":0,\"draw\":null"), line);
  }

  /** Values that the JDK wrote in another way before version 19, and the ends of the ranges. */
  @Test
  @SuppressWarnings("FloatingPointLiteralPrecision") // lost on purpose: these are the awkward ones
  void numbersDoNotDependOnTheJdk() {
    Map<Double, String> doubles =
        Map.of(
            2.0E-3,
            "0.002",
            1.0E23,
            "1.0E23",
            2.0E23,
            "2.0E23",
            9007199254740993.0,
            "9.007199254740992E15",
            Double.MIN_VALUE,
            "4.9E-324",
            Double.MAX_VALUE,
            "1.7976931348623157E308",
            -0.0,
            "-0.0",
            100.0,
            "100.0",
            1.0E7,
            "1.0E7");
    doubles.forEach(
        (value, text) ->
            assertEquals(text, field("threshold", CanonicalJson.line(event(pruned(value))))));
    Map<Float, String> floats =
        Map.of(
            2.0E-3f,
            "0.002",
            1.0E10f,
            "1.0E10",
            1.1E10f,
            "1.1E10",
            8.5E9f,
            "8.5E9",
            0.1f,
            "0.1",
            3.3554432E7f,
            "3.3554432E7",
            Float.MIN_VALUE,
            "1.4E-45",
            Float.MAX_VALUE,
            "3.4028235E38");
    floats.forEach(
        (value, text) -> {
          Fact fact = pruned(0, new Fate(0, 0, 0, value, 0, 0));
          assertEquals(text, field("weight", CanonicalJson.line(event(fact))));
        });
  }

  private static String field(String name, String line) {
    String rest = line.substring(line.indexOf("\"" + name + "\":") + name.length() + 3);
    return rest.substring(0, rest.indexOf(','));
  }

  /** Published: SHA-256 of "abc" and a line feed. */
  @Test
  void digestCoversLinesAndTheirEnds() {
    assertEquals(
        "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb",
        CanonicalJson.sha256(Stream.of("abc")));
    assertEquals(
        CanonicalJson.sha256(Stream.of("a", "b")), CanonicalJson.sha256(Stream.of("a\nb")));
  }
}
