package org.ontogeny.actors.stream;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.stage.Stimuli;
import org.ontogeny.kernel.Batch;

/**
 * Mini-batches from a source of the user's. It is asked for as many stimuli as are needed and a few
 * ahead; where it is slow, the run waits. A run that is resumed, or branches off a control, asks
 * for the source from an earlier stimulus on: only if that gives the same stimuli again does the
 * run compute the same again.
 */
public final class SourceStimuli implements Stimuli, AutoCloseable {

  /** Somebody wants the run to stop while it waits for its source. */
  public static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Abandoned(long number) {
      super("the run was stopped while it waited for stimulus " + number);
    }
  }

  private static final long SLICE = 200; // milliseconds of waiting between two looks
  private static final int AHEAD = 16; // stimuli that the stream may hold

  private final LongFunction<? extends Source<float[], ?>> sources;
  private final int neurons;
  private final int columns;
  private final BooleanSupplier abandon;
  private final Materializer materializer;
  private SinkQueueWithCancel<float[]> queue; // null until a stimulus is asked for
  private long drawn;

  /**
   * Stimuli from a source.
   *
   * @param sources gives the stimuli from a number on, counted from 0; each has a state of every
   *     visible neuron, [neurons]
   * @param neurons of the visible population
   * @param columns stimuli of a mini-batch
   * @param abandon whether to wait no longer for the source
   */
  public SourceStimuli(
      LongFunction<? extends Source<float[], ?>> sources,
      int neurons,
      int columns,
      BooleanSupplier abandon,
      ActorSystem<?> system) {
    this.sources = sources;
    this.neurons = neurons;
    this.columns = columns;
    this.abandon = abandon;
    this.materializer = Materializer.matFromSystem(system);
  }

  /**
   * The next mini-batch; waits for the source.
   *
   * @throws IllegalStateException if the source ends or fails
   * @throws IllegalArgumentException if a stimulus has another number of states
   */
  @Override
  public Program.Stimulus draw() {
    if (queue == null) {
      queue =
          sources
              .apply(drawn * columns)
              .buffer(AHEAD, OverflowStrategy.backpressure())
              .runWith(Sink.queue(), materializer);
    }
    float[] states = new float[neurons * columns]; // [neurons][columns]
    for (int column = 0; column < columns; column++) {
      float[] stimulus = pull(drawn * columns + column);
      for (int neuron = 0; neuron < neurons; neuron++) {
        states[neuron * columns + column] = stimulus[neuron];
      }
    }
    drawn++;
    return (fromNeuron, toNeuron, fromColumn, toColumn) ->
        part(states, fromNeuron, toNeuron, fromColumn, toColumn);
  }

  private Batch part(float[] states, int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
    int width = toColumn - fromColumn;
    float[] part = new float[(toNeuron - fromNeuron) * width];
    for (int neuron = fromNeuron; neuron < toNeuron; neuron++) {
      int from = neuron * columns + fromColumn;
      System.arraycopy(states, from, part, (neuron - fromNeuron) * width, width);
    }
    return new Batch(toNeuron - fromNeuron, width, part);
  }

  private float[] pull(long number) {
    float[] stimulus =
        next(number)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the source of stimuli ended before stimulus %d".formatted(number)));
    if (stimulus.length != neurons) {
      throw new IllegalArgumentException(
          "stimulus %d: expected a state of each of %d visible neurons, got %d"
              .formatted(number, neurons, stimulus.length));
    }
    for (float state : stimulus) {
      if (!(state >= 0 && state <= 1)) {
        throw new IllegalArgumentException(
            "stimulus %d: expected states from 0 to 1, got %s".formatted(number, state));
      }
    }
    return stimulus;
  }

  private Optional<float[]> next(long number) {
    CompletableFuture<Optional<float[]>> pulled = queue.pull().toCompletableFuture();
    while (true) {
      try {
        return pulled.get(SLICE, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (abandon.getAsBoolean()) {
          throw new Abandoned(number);
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "the source of stimuli failed at stimulus %d: %s".formatted(number, e.getCause()), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a stimulus", e);
      }
    }
  }

  @Override
  public long drawn() {
    return drawn;
  }

  @Override
  public void seek(long place) {
    if (place != drawn) {
      close();
    }
    drawn = place;
  }

  /** A stream has no epochs. */
  @Override
  public long perEpoch() {
    return Long.MAX_VALUE;
  }

  /** Cancels the source. */
  @Override
  public void close() {
    if (queue != null) {
      queue.cancel();
      queue = null;
    }
  }
}
