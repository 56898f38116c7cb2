package org.ontogeny.dashboards.bench;

import java.util.List;

/**
 * The answer to the question of a benchmark.
 *
 * @param question that it answers
 * @param figures measured; none if it could not be measured
 * @param notes what a reader has to know besides: which peer, which data, or why not
 */
public record Answer(String question, List<Figure> figures, List<String> notes) {

  public Answer {
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }
}
