package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.plugin.PluggedIn;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.statistic.SynapseView;

/** Runs by a criterion that is none of the engine's. */
@Timeout(120)
class PluginRunTest extends TinyRuns {

  private static final Map<String, String> BY_PLUGIN = Map.of("stages.2.rule.criterion", "vigour");

  /** Weight times a draw: nothing that a window has counted. */
  private record Vigour(double scale) implements Criterion {
    @Override
    public double importance(SynapseView synapse) {
      return scale * Math.abs(synapse.weight()) * synapse.draw();
    }

    @Override
    public boolean looksAtActivity() {
      return false;
    }
  }

  private static Catalogue criteria(String sha256, double scale) {
    return Catalogue.of(
        List.of(new PluggedIn("vigour", Path.of("v.jar"), sha256, new Vigour(scale))));
  }

  private void describe(Catalogue criteria) {
    spec = SpecReader.read(folder.resolve("tiny.conf").toString(), BY_PLUGIN, criteria);
  }

  private Trial trial(Catalogue criteria) {
    Trial trial = new Trial();
    trial.conditions = trial.conditions.withCriteria(criteria);
    return trial;
  }

  private Trial stopped(Catalogue criteria) {
    return trial(criteria).stopAt(Fact.SynapsesPruned.class, 1).stopped();
  }

  private static String refusal(Trial trial, Catalogue criteria) {
    trial.conditions = trial.conditions.withCriteria(criteria);
    return assertThrows(RunDirectory.Unusable.class, trial::develop).getMessage();
  }

  @Test
  void aRunByAPluginGoesOnByIt() {
    Catalogue criteria = criteria("aa", 1);
    describe(criteria);
    Trial trial = stopped(criteria).ended();
    trial.assertSameAs(trial(criteria).ended());
    assertTrue(
        trial.recorded().stream()
            .anyMatch(e -> e.fact() instanceof Fact.SynapsesPruned p && p.rule().equals("vigour")));
    assertEquals(List.of("started", "stopped", "resumed", "finished"), trial.operations());
    try (JournalReader journal = JournalReader.open(trial.directory.path())) {
      Map<String, Object> recorded = Map.of("vigour", Map.of("jar", "v.jar", "sha256", "aa"));
      for (JournalReader.Operation operation : journal.operations(1)) {
        boolean begins = Set.of("started", "resumed").contains(operation.kind());
        assertEquals(begins ? recorded : null, operation.fields().get("plugins"));
      }
    }
  }

  @Test
  void anotherJarIsRefused() {
    Catalogue criteria = criteria("aa", 1);
    describe(criteria);
    Trial trial = stopped(criteria);
    String message = refusal(trial, criteria("bb", 1));
    for (String part :
        List.of("another version of criterion vigour", "v.jar, SHA-256 aa", "v.jar, SHA-256 bb")) {
      assertTrue(message.contains(part), message);
    }
    trial.conditions = trial.conditions.withCriteria(criteria);
    trial.ended();
  }

  @Test
  void withoutThePluginTheRunDoesNotGoOn() {
    Catalogue criteria = criteria("aa", 1);
    describe(criteria);
    Trial trial = stopped(criteria);
    trial.conditions = trial.conditions.withCriteria(Catalogue.SHIPPED);
    String message = assertThrows(SpecException.class, trial::develop).getMessage();
    assertTrue(message.contains("got vigour; a criterion of a plugin needs --plugins"), message);
  }

  @Test
  void anotherJarOfACriterionThatTheRunDoesNotUseIsNoMatter() {
    Trial trial = stopped(criteria("aa", 1));
    trial.conditions = trial.conditions.withCriteria(criteria("bb", 2));
    trial.ended();
  }

  /** Of a change to a plugin's criterion the specification in the directory does not tell. */
  @Test
  void aRunCanBeChangedToAPluginAndThenNeedsIt() throws IOException {
    Trial trial = trial(criteria("aa", 1));
    List<Optional<String>> answers = new ArrayList<>();
    int[] evaluated = {0};
    trial.watch(
        event -> {
          if (event.fact() instanceof Fact.Evaluated && ++evaluated[0] == 1) {
            trial.run.wish(new Wish.Change(BY_PLUGIN), answers::add);
          } else if (event.fact() instanceof Fact.SynapsesPruned) {
            trial.run.stop();
          }
        });
    trial.stopped();
    assertEquals(List.of(Optional.empty()), answers);
    assertTrue(refusal(trial, criteria("bb", 1)).contains("another version of criterion vigour"));
    trial.conditions = trial.conditions.withCriteria(Catalogue.SHIPPED);
    assertThrows(SpecException.class, trial::develop);
    trial.conditions = trial.conditions.withCriteria(criteria("aa", 1));
    trial.ended();
    assertTrue(Inspection.of(trial.directory, spec, 5, 1, criteria("aa", 1)).isSound());
  }

  @Test
  void verificationPassesVerdictsAgainWhereItCan() {
    Catalogue criteria = criteria("aa", 1);
    describe(criteria);
    Trial trial = trial(criteria).ended();
    Inspection without = Inspection.of(trial.directory, spec, 5, 1);
    assertTrue(without.isSound(), without::toString);
    assertEquals(Set.of("vigour"), without.replay().foreign());
    Inspection with = Inspection.of(trial.directory, spec, 5, 1, criteria);
    assertTrue(with.isSound(), with::toString);
    assertEquals(Set.of(), with.replay().foreign());
    Inspection forged = Inspection.of(trial.directory, spec, 5, 1, criteria("aa", 2));
    assertFalse(forged.isSound(), "another importance was not seen");
    String message =
        assertThrows(
                RunDirectory.Unusable.class,
                () -> Inspection.of(trial.directory, spec, 5, 1, criteria("bb", 1)))
            .getMessage();
    assertTrue(message.contains("another version of criterion vigour"), message);
  }
}
