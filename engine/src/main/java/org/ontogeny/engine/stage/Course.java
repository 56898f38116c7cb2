package org.ontogeny.engine.stage;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * What is done to a network, laid out: acts, each from one fence to the next, in stretches that may
 * lie within each other. It is a pure function of the specification, so that a place in it, a
 * number at each depth, is all that has to be known for a run to go on in the middle; whether a
 * stretch ends before its last part is read from what a checkpoint keeps too.
 */
public sealed interface Course {

  /** As many parts as a stretch without an end has. */
  long ENDLESS = Long.MAX_VALUE;

  /**
   * Something that begins and ends at a fence.
   *
   * @param deed done to the development
   */
  record Act(Consumer<Development> deed) implements Course {}

  /**
   * Parts that follow each other.
   *
   * @param name in the paths of events, which tell its start and its end; empty for none
   * @param parts how many, at least 0; {@link #ENDLESS} if they never end
   * @param part the k-th, from 0; equal for equal k
   * @param over whether no further part follows, asked between two parts; depends on nothing but
   *     what is in a checkpoint
   */
  record Stretch(String name, long parts, LongFunction<Course> part, Predicate<Development> over)
      implements Course {

    /** One that ends after its last part. */
    Stretch(String name, long parts, LongFunction<Course> part) {
      this(name, parts, part, development -> false);
    }

    /** The same, but for an earlier end. */
    Stretch until(Predicate<Development> end) {
      return new Stretch(name, parts, part, end);
    }

    /**
     * The same with one more part behind all others; one without an end stays as it is. It has no
     * earlier end.
     */
    Stretch then(Course last) {
      return parts == ENDLESS
          ? this
          : new Stretch(name, parts + 1, k -> k < parts ? part.apply(k) : last);
    }
  }

  /** One act. */
  static Course act(Consumer<Development> deed) {
    return new Act(deed);
  }

  /** A stretch with an end. */
  static Stretch of(String name, List<Course> parts) {
    List<Course> fixed = List.copyOf(parts);
    return new Stretch(name, fixed.size(), k -> fixed.get((int) k));
  }

  /** Parts without a name of their own, made when it is their turn. */
  static Stretch repeated(long times, LongFunction<Course> part) {
    return new Stretch("", times, part);
  }
}
