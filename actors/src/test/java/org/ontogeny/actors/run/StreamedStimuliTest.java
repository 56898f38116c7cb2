package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.engine.event.Fact;

/** Runs that learn from a stream. */
@Timeout(120)
class StreamedStimuliTest extends TinyRuns {

  /** Images in which one pixel after the other is on. */
  private static Source<float[], NotUsed> wandering(long from, AtomicLong asked) {
    return Source.unfold(
        from,
        n -> {
          asked.incrementAndGet();
          float[] image = new float[64];
          image[(int) (n * 7 % 64)] = 1;
          return Optional.of(Pair.create(n + 1, image));
        });
  }

  @Test
  void stimuliMayComeFromAStream() {
    AtomicLong asked = new AtomicLong();
    Trial whole = new Trial();
    whole.preparing = run -> run.learnFrom(from -> wandering(from, asked));
    whole.ended();
    long stimuli = asked.get();
    Trial trial = new Trial();
    trial.preparing = run -> run.learnFrom(from -> wandering(from, asked));
    trial.stopAt(Fact.Evaluated.class, 5).stopped().ended();
    trial.assertSameAs(whole);
    assertTrue(whole.recorded().stream().noneMatch(e -> e.fact() instanceof Fact.EpochEnded));
    // back-pressure: what was learned, and a few ahead of each of the sources that were opened
    long learned = 50 * (10 + 2 * 4 + 2 * 4 + 12 * 2);
    assertTrue(stimuli >= learned && stimuli < learned + 200, stimuli + " of " + learned);
  }

  /** It gives some stimuli, and then nothing more. */
  @Test
  void aRunThatWaitsForItsStreamCanBeStopped() {
    AtomicLong asked = new AtomicLong();
    Trial whole = new Trial();
    whole.preparing = run -> run.learnFrom(from -> wandering(from, asked));
    whole.ended();
    Trial trial = new Trial();
    trial.preparing =
        run -> {
          run.learnFrom(from -> wandering(from, asked).take(700).concat(Source.<float[]>maybe()));
        };
    trial.watch(
        event -> {
          if (event.stage().equals("rounds/1/retrain")) {
            trial.run.stop(); // at the next fence, or while it waits before that
          }
        });
    trial.stopped();
    trial.preparing = run -> run.learnFrom(from -> wandering(from, asked));
    trial.ended().assertSameAs(whole);
  }

  @Test
  void aStreamThatEndsIsAnErrorThatSaysWhere() {
    Trial trial = new Trial();
    trial.preparing = run -> run.learnFrom(from -> wandering(from, new AtomicLong()).take(120));
    String message = assertThrows(IllegalStateException.class, trial::develop).getMessage();
    assertEquals("the source of stimuli ended before stimulus 120", message);
    trial.preparing = run -> run.learnFrom(from -> Source.single(new float[3]));
    String wrong = assertThrows(IllegalArgumentException.class, trial::develop).getMessage();
    assertTrue(wrong.contains("of each of 64 visible neurons, got 3"), wrong);
  }
}
