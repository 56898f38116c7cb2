package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ontogeny.engine.event.Fact;

/**
 * Where a development is in the course of its experiment: at each depth the next part. A depth that
 * has a number has been entered.
 */
final class Itinerary {

  private final List<Long> place; // [depths]
  private Experiment experiment;
  private String path = ""; // names of the stretches that have been entered

  Itinerary(List<Long> place) {
    this.place = new ArrayList<>(place);
  }

  void follow(Experiment next) {
    path = path(next);
    experiment = next;
  }

  /** Goes on with another experiment that has the same place. */
  void change(Experiment next) {
    String there = path(next);
    if (!there.equals(path)) {
      throw new IllegalArgumentException(
          "the run is in '%s', which would become '%s'".formatted(path, there));
    }
    experiment = next;
  }

  /**
   * Names of the stretches around the place.
   *
   * @throws IllegalArgumentException if an experiment has no such place
   */
  private String path(Experiment of) {
    StringBuilder names = new StringBuilder();
    Course course = of.course();
    for (int depth = 0; depth < place.size(); depth++) {
      boolean inner = depth + 1 < place.size();
      if (!(course instanceof Course.Stretch stretch)
          || place.get(depth) + (inner ? 1 : 0) > stretch.parts()) {
        throw new IllegalArgumentException(
            "experiment %s has no place %s behind '%s'".formatted(of.name(), place, names));
      }
      names.append(names.isEmpty() || stretch.name().isEmpty() ? "" : "/").append(stretch.name());
      course = inner ? stretch.part().apply(place.get(depth)) : stretch;
    }
    return names.toString();
  }

  Snapshots snapshots() {
    return experiment.snapshots();
  }

  List<Long> place() {
    return List.copyOf(place);
  }

  /** Path of the stage and its parts for events; empty between stages. */
  String path() {
    return path;
  }

  /** The path, if there is one. */
  Optional<String> stage() {
    return Optional.of(path).filter(text -> !text.isEmpty());
  }

  boolean hasEnded() {
    return betweenStages() && place.get(0) == experiment.course().parts();
  }

  boolean betweenStages() {
    return place.size() == 1;
  }

  /** Goes to the next fence: the end of the next act, or that of a stage. False at the end. */
  boolean advance(Development development) {
    Course.Stretch stretch = experiment.course();
    for (int depth = 0; ; depth++) {
      if (depth == place.size()) {
        enter(stretch, development);
      }
      long next = place.get(depth);
      boolean between = depth == place.size() - 1;
      if (next == stretch.parts() || (between && stretch.over().test(development))) {
        return leave(stretch, depth, development);
      }
      Course part = stretch.part().apply(next);
      if (part instanceof Course.Act act) {
        act.deed().accept(development);
        if (depth > 0) { // within a stage: nothing follows the end of the run
          experiment.snapshots().passed(development);
        }
        place.set(depth, next + 1);
        return true;
      }
      stretch = (Course.Stretch) part;
    }
  }

  private void enter(Course.Stretch stretch, Development development) {
    place.add(0L);
    if (!stretch.name().isEmpty()) {
      path = path.isEmpty() ? stretch.name() : path + "/" + stretch.name();
      development.entered();
    }
  }

  private boolean leave(Course.Stretch stretch, int depth, Development development) {
    if (!stretch.name().isEmpty()) {
      development.happened(new Fact.StageEnded());
      path = path.substring(0, Math.max(0, path.length() - stretch.name().length() - 1));
    }
    if (depth == 0) {
      return false;
    }
    place.remove(depth);
    place.set(depth - 1, place.get(depth - 1) + 1);
    return betweenStages() || advance(development);
  }
}
