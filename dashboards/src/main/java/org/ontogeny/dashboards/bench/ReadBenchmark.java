package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.Inspection;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.spec.RunSpec;

/** How fast a journal is read, checked and verified. */
final class ReadBenchmark {

  private static final String QUESTION = "How fast is a journal read, checked and verified?";
  private static final int STEPS = 100; // at which masks are compared, as usual
  private static final long SEED = 1; // of their choice

  /** What a journal holds. */
  private record Content(long events, long synapses) {}

  private final RunDirectory directory;
  private final RunSpec spec;

  /** Reads the journal of a run that was recorded from its birth on. */
  ReadBenchmark(RunDirectory directory, RunSpec spec) {
    this.directory = directory;
    this.spec = spec;
  }

  /**
   * Reads it so many times, after one that does not count.
   *
   * @param bySynapses whether to count synapses, rather than events
   */
  List<Figure> run(int repeats, boolean bySynapses) {
    List<Double> read = new ArrayList<>();
    List<Double> checked = new ArrayList<>();
    List<Double> verified = new ArrayList<>();
    Content content = read();
    double count = bySynapses ? content.synapses() : content.events();
    check();
    for (int k = 0; k < repeats; k++) {
      read.add(count / seconds(this::read));
      checked.add(count / seconds(this::check));
      verified.add(count / seconds(this::verify));
    }
    String what = bySynapses ? "synapses a second, " : "events a second, ";
    double each = (double) content.synapses() / content.events();
    return List.of(
        Figure.of(QUESTION, "synapses an event", List.of(each)),
        Figure.of(QUESTION, what + "read", read),
        Figure.of(QUESTION, what + "checked", checked),
        Figure.of(QUESTION, what + "verified", verified));
  }

  private static double seconds(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private Content read() {
    long[] counts = {0, 0};
    try (JournalReader journal = JournalReader.open(directory.path())) {
      journal
          .events(1)
          .forEachOrdered(
              event -> {
                counts[0]++;
                counts[1] += event.fact() instanceof Fact.Structural fact ? fact.fates().size() : 0;
              });
    }
    return new Content(counts[0], counts[1]);
  }

  private void check() {
    try (JournalReader journal = JournalReader.open(directory.path())) {
      journal.check();
    }
  }

  private void verify() {
    Inspection inspection = Inspection.of(directory, spec, STEPS, SEED);
    if (!inspection.isSound()) {
      throw new IllegalStateException(
          "what was measured is not sound: %s %s"
              .formatted(inspection.damages(), inspection.replay().first()));
    }
  }
}
