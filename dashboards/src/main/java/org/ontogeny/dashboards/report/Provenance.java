package org.ontogeny.dashboards.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.dashboards.report.plot.Numbers;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.engine.spec.RunSpec;

/** By what a run was carried out, on what, and from which data. */
final class Provenance {

  /** Facts that were recorded when it started, in the order of the table. */
  private static final List<String> STARTED =
      List.of(
          "version",
          "commit",
          "built",
          "java",
          "system",
          "backend-asked",
          "backend",
          "backend-reason",
          "arithmetic",
          "threads",
          "placement",
          "stimuli",
          "data",
          "data-identity");

  private final RunHistory run;

  Provenance(RunHistory run) {
    this.run = run;
  }

  /** What is known, by name. */
  Map<String, String> rows() {
    RecordedOperations operations = run.operations();
    RunSpec spec = run.spec();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("run", run.id());
    rows.put("experiment", spec.experiment().name());
    rows.put("seed", "" + spec.seed());
    put("began", operations.time("started"), rows);
    put("ended", ended(operations), rows);
    for (String name : STARTED) {
      put(name.replace('-', ' '), operations.last("started", name), rows);
    }
    long resumed = operations.facts().stream().filter(f -> f.kind().equals("resumed")).count();
    rows.put("resumed", resumed == 0 ? "never" : Numbers.count(resumed) + " times");
    return rows;
  }

  private static String ended(RecordedOperations operations) {
    return switch (operations.state()) {
      case FINISHED -> operations.time("finished");
      case STOPPED -> operations.time("stopped");
      case FAILED -> operations.time("failed");
      default -> "";
    };
  }

  private static void put(String name, String value, Map<String, String> rows) {
    if (!value.isEmpty()) {
      rows.put(name, value);
    }
  }
}
