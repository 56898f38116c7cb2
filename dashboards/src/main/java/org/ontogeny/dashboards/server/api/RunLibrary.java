package org.ontogeny.dashboards.server.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Questions;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.RunSummary;

/** The runs, and what of them is remembered between questions. */
public final class RunLibrary {

  private final Runs runs;
  private final Questions questions;
  private final RunFolds folds;
  private final RunSummaries summaries;

  /**
   * A library that remembers nothing yet.
   *
   * @param kept how many runs need not be read from the start again
   */
  public RunLibrary(Runs runs, Questions questions, int kept) {
    this.runs = runs;
    this.questions = questions;
    this.folds = new RunFolds(kept);
    this.summaries = new RunSummaries(folds);
  }

  /** The runs. */
  public Runs runs() {
    return runs;
  }

  RunFolds folds() {
    return folds;
  }

  RunSummaries summaries() {
    return summaries;
  }

  /**
   * Some runs in a line each.
   *
   * @param next id behind which the next page begins; empty if this is the last
   */
  public record Page(List<RunSummary> runs, Optional<String> next) {}

  /**
   * Runs in alphabetical order. One that is deleted meanwhile is left out.
   *
   * @param after id behind which the page begins, empty text for the first one
   * @param limit most runs, at least 1
   */
  public Page page(String after, int limit) {
    List<String> rest = runs.ids().stream().filter(id -> id.compareTo(after) > 0).toList();
    List<String> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Page(
        page.stream().flatMap(id -> runs.find(id).stream()).map(summaries::of).toList(),
        page.size() < rest.size() ? Optional.of(page.get(page.size() - 1)) : Optional.empty());
  }

  /**
   * The answer to a question that has to read files.
   *
   * @throws org.ontogeny.dashboards.server.http.Refusal with status 503 if too many are open
   */
  public <T> CompletionStage<T> ask(Supplier<T> question) {
    return questions.ask(question);
  }

  /** The answer to a question about the run in the path of a request. */
  CompletionStage<HttpResponse> about(
      Route.Call call, Function<RunDirectory, HttpResponse> answer) {
    return ask(() -> answer.apply(runs.open(call.segment("id"))));
  }
}
