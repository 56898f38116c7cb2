package org.ontogeny.engine.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.engine.stage.Setting;
import org.ontogeny.engine.verification.Survey;
import org.ontogeny.engine.verification.Verification;
import org.ontogeny.engine.verification.Verified;
import org.ontogeny.kernel.backend.Backends;

/** The smallest of the experiments after Scholl 2018 from its beginning to its end. */
class SchollMachineTest {

  private static final RunSpec SPEC = SpecReader.read("scholl-dbm-ci", Map.of());
  private static final List<Event> EVENTS = new ArrayList<>();
  private static Development development;

  @BeforeAll
  static void develop() {
    RunSpec.Data data = SPEC.data();
    Setting setting =
        SPEC.setting(
            Datasets.loadFrom(
                data.set(), data.side(), data.train(), data.test(), data.seed(), Optional.empty()));
    NetworkState born = SPEC.birth().of(SPEC.network());
    development =
        new Development(
            setting,
            Checkpoint.of(born),
            setting.batches(),
            new SequentialExecutor(
                SPEC.network(),
                Groups.of(born.groups(), SPEC.network(), SPEC.seed(), Backends.named("auto"))),
            EVENTS::add,
            Progress.NONE);
    development.develop(SPEC.experiment(), Fences.UNWATCHED);
  }

  private static Stream<Fact.Evaluated> evaluated(String path) {
    return EVENTS.stream()
        .filter(event -> event.stage().equals(path))
        .map(Event::fact)
        .filter(Fact.Evaluated.class::isInstance)
        .map(Fact.Evaluated.class::cast);
  }

  @Test
  void itsJournalIsSound() {
    Survey survey = Survey.of(EVENTS.iterator());
    Verification verification =
        Verification.of(SPEC.network(), SPEC.seed(), survey, survey.steps(20, 1));
    EVENTS.forEach(verification::accept);
    verification.compare(development.copy());
    Verified verified = verification.result();
    assertEquals(List.of(), verified.first());
    assertEquals(0, verified.unapplied());
  }

  @Test
  void everyCourseIsEvaluatedAfterEveryRound() {
    for (String course :
        List.of(
            "",
            "anti-fisher/",
            "fisher-from-rates/",
            "saliency/",
            "unpruned/",
            "random/",
            "random-in-total/",
            "shuffled/",
            "reinitialised/")) {
      for (int round = 1; round <= 2; round++) {
        String path = "rounds/" + course + round + "/evaluate";
        assertEquals(
            1,
            evaluated(path)
                .filter(e -> e.measure().equals("accuracy") && e.of().equals("encoding"))
                .count(),
            path);
      }
    }
    assertTrue(evaluated("rounds/minimal/evaluate").count() > 0);
    assertTrue(evaluated("rounds/anti-fisher-minimal/evaluate").count() > 0);
  }

  /** The number of updates that a progress display is told beforehand is the number made. */
  @Test
  void updatesAreForeseen() {
    assertEquals(SPEC.experiment().updates(), Development.updates(development.checkpoint()));
  }

  /** What the larger experiments claim something about is measured, by the same names. */
  @ParameterizedTest
  @ValueSource(strings = {"scholl-dbm", "scholl-dbm-small", "scholl-dbm-turns"})
  void whatIsClaimedIsMeasured(String experiment) {
    Set<List<String>> measured = new HashSet<>();
    String course = "main";
    for (Event event : EVENTS) {
      if (event.fact() instanceof Fact.Branched branched) {
        course = branched.course();
      } else if (event.fact() instanceof Fact.Evaluated e) {
        measured.add(List.of(e.measure(), e.of(), course));
      }
    }
    List<Claim> claims = SpecReader.read(experiment, Map.of()).claims();
    assertTrue(claims.size() > 3);
    for (Claim claim : claims) {
      Stream.of(claim.value(), claim.minus(), claim.over())
          .flatMap(Optional::stream)
          .forEach(
              r ->
                  assertTrue(
                      measured.contains(List.of(r.measure(), r.of(), r.course())), claim.id()));
    }
  }
}
