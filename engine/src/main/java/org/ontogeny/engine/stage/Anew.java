package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the mask of a network is worth without what was learned with it (Stothers 2019, sections 2.4
 * and 2.5): weights, biases and chains are made anew, and the network learns again; and so do masks
 * of as many synapses that are drawn at random. Each is a course of its own from the state before
 * the stage, which the network has again after it, and all learn from the same mini-batches.
 *
 * @param name of the stage
 * @param prefix begins the names of its courses; empty for none
 * @param controls which masks learn besides the developed one
 * @param examples from which all of them learn
 * @param learn how they learn
 * @param evaluateEvery so many updates; 0 for only at the end
 */
public record Anew(
    String name,
    String prefix,
    Set<Control> controls,
    Examples examples,
    LearningStage learn,
    long evaluateEvery)
    implements Stage {

  /** The course of the developed mask itself. */
  public static final String GROWN = "grown";

  private static final String DEVELOPED = "developed";

  public Anew {
    controls = Set.copyOf(controls);
    if (evaluateEvery < 0) {
      throw new IllegalArgumentException("evaluateEvery must be at least 0, got " + evaluateEvery);
    }
  }

  /** Another mask of as many synapses. */
  public enum Control {
    /** As many of each projection, drawn among all pairs of living neurons that it may join. */
    RANDOM,
    /** As many in all, in each projection as large a share of the pairs that it may join. */
    RANDOM_IN_TOTAL;

    /** The name in specifications. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void lay(Development development) {
      switch (this) {
        case RANDOM -> DrawnMask.each(development);
        case RANDOM_IN_TOTAL -> DrawnMask.together(development);
      }
    }
  }

  /** Which training examples. */
  public enum Examples {
    /** Those that the network developed with. */
    FIRST,
    /** Those of the second set, which there must be. */
    TRANSFER
  }

  /** The name of the course of the developed mask. */
  public String grown() {
    return course(GROWN);
  }

  /** The name of a control's course. */
  public String course(Control control) {
    return course(control.toString());
  }

  /** The names of all its courses, in their order. */
  public List<String> courses() {
    List<String> courses = new ArrayList<>(List.of(grown()));
    chosen().forEach(control -> courses.add(course(control)));
    return courses;
  }

  private String course(String word) {
    return prefix.isEmpty() ? word : prefix + "-" + word;
  }

  private List<Control> chosen() {
    return controls.stream().sorted().toList();
  }

  @Override
  public long updates() {
    return learn.updates() * (1 + controls.size());
  }

  @Override
  public long steps() {
    return learn.steps() * (1 + controls.size());
  }

  @Override
  public List<Object> shape() {
    return List.of(getClass(), name, prefix, controls, examples, evaluateEvery);
  }

  @Override
  public Course.Stretch course() {
    List<Course> parts = new ArrayList<>();
    parts.add(Course.act(development -> development.keep(DEVELOPED)));
    parts.add(trained(grown(), development -> {}));
    for (Control control : chosen()) {
      parts.add(trained(course(control), control::lay));
    }
    parts.add(Course.act(Anew::end));
    return Course.of(name, parts);
  }

  private static void end(Development development) {
    development.branch(DEVELOPED, Development.MAIN);
    development.drop(DEVELOPED);
  }

  private Course trained(String course, Consumer<Development> mask) {
    Course begin =
        Course.act(
            development -> {
              development.branch(DEVELOPED, course);
              mask.accept(development);
              development.renew();
              if (examples == Examples.TRANSFER) {
                development.learnFromTransfer();
              }
            });
    Course evaluate = Course.of("evaluate", List.of(Course.act(Evaluate::accuracy)));
    return Course.of(course, List.of(begin, learning(), evaluate, Snapshots.end()));
  }

  /** All updates, with an evaluation between two parts of them. */
  private Course learning() {
    long updates = learn.updates();
    long every = evaluateEvery == 0 ? Math.max(1, updates) : evaluateEvery;
    long last = (updates + every - 1) / every - 1;
    Course parts =
        Course.repeated(
            last + 1,
            part -> {
              long from = part * every;
              long to = Math.min(updates, from + every);
              Course some = Training.updates(learn.schedule(), from, to, learn::update);
              // all parts are alike, so that a place in one holds for longer or shorter learning,
              // too
              Course evaluate = Course.act(part == last ? development -> {} : Evaluate::accuracy);
              return Course.of("", List.of(some, evaluate));
            });
    return Course.of(
        learn.name(),
        List.of(
            Course.act(learn::prepare),
            Course.act(Training::begin),
            parts,
            Course.act(Training::end)));
  }
}
