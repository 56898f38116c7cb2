package org.ontogeny.dashboards.server.api;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Questions;
import org.ontogeny.dashboards.server.http.Route;

/** The runs, and what of them is remembered between questions. */
final class RunLibrary {

  private final Runs runs;
  private final Questions questions;
  private final RunFolds folds;
  private final RunSummaries summaries;

  /**
   * A library that remembers nothing yet.
   *
   * @param kept how many runs need not be read from the start again
   */
  RunLibrary(Runs runs, Questions questions, int kept) {
    this.runs = runs;
    this.questions = questions;
    this.folds = new RunFolds(kept);
    this.summaries = new RunSummaries(folds);
  }

  Runs runs() {
    return runs;
  }

  RunFolds folds() {
    return folds;
  }

  RunSummaries summaries() {
    return summaries;
  }

  /** The answer to a question that has to read files. */
  <T> CompletionStage<T> ask(Supplier<T> question) {
    return questions.ask(question);
  }

  /** The answer to a question about the run in the path of a request. */
  CompletionStage<HttpResponse> about(
      Route.Call call, Function<RunDirectory, HttpResponse> answer) {
    return ask(() -> answer.apply(runs.open(call.segment("id"))));
  }
}
