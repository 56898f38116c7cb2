package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What journal and checkpoints cost a run, with and without them side by side. */
public record JournalRow(JournalSizes sizes) implements Benchmark {

  private static final int USUAL = 3;
  private static final int SECONDS = 180; // of a repeat
  private static final String PREFIX = "bench-journal-";

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public String question() {
    return "What do journal and checkpoints cost a run?";
  }

  @Override
  public int seconds(Measuring how) {
    return SECONDS * how.wanted().orElse(USUAL);
  }

  @Override
  public List<Answer> measure(Measuring how) throws IOException {
    JournalBenchmark benchmark =
        new JournalBenchmark(sizes, how.wanted().orElse(USUAL), how.threads());
    Map<String, List<Figure>> byQuestion = new LinkedHashMap<>();
    for (Figure figure : benchmark.runAndClear(folder(how), how.notice())) {
      byQuestion.computeIfAbsent(figure.question(), key -> new ArrayList<>()).add(figure);
    }
    List<Answer> answers = new ArrayList<>();
    byQuestion.forEach(
        (question, figures) -> answers.add(new Answer(question, figures, List.of())));
    return answers;
  }

  /** One of its own, so that nothing of anybody else's is deleted with it. */
  private static Path folder(Measuring how) throws IOException {
    if (how.disk().isEmpty()) {
      return Files.createTempDirectory(PREFIX);
    }
    Path parent = how.disk().get();
    if (Files.exists(parent) && !Files.isDirectory(parent)) {
      throw new CannotMeasure("--runs: expected a folder, found something else: " + parent);
    }
    return Files.createTempDirectory(Files.createDirectories(parent), PREFIX);
  }
}
