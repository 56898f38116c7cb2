package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Somebody who looks at a page; what the page complains of, and whom it asks, is noted. */
final class Visit implements AutoCloseable {

  private static final double LONGEST = 60_000; // milliseconds
  private static final String AXE = "META-INF/maven/org.webjars.npm/axe-core/pom.properties";

  /** How a browser tells that a server is away, which pages cannot keep it from telling. */
  private static final List<String> SERVER_AWAY =
      List.of(
          "net::ERR_CONNECTION_REFUSED",
          "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
          "net::ERR_EMPTY_RESPONSE",
          "net::ERR_CONNECTION_RESET");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();

  Visit(Browser browser, int width, int height) {
    context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
    page = context.newPage();
    page.setDefaultTimeout(LONGEST);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request ->
            hosts.add(
                URI.create(request.url()).getScheme()
                    + "://"
                    + URI.create(request.url()).getAuthority()));
  }

  Page page() {
    return page;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** Elements with a text. */
  Locator find(String selector, String text) {
    return page.locator(selector, new Page.LocatorOptions().setHasText(text)).first();
  }

  /** Opens the page of a run and waits until it shows something. */
  void openRun(String url, String id) {
    page.navigate(url + "/runs/" + id);
    await("#time .moment", "event ");
  }

  /** Waits until a text is there. */
  void await(String selector, String text) {
    page.locator(selector, new Page.LocatorOptions().setHasText(text)).first().waitFor();
  }

  /** Chooses the event as after which the run is shown. */
  void moveTo(long seq) {
    find("#moment").fill("" + seq);
    await("#time .moment", "event %,d of ".formatted(seq).replace(',', '\u202f'));
  }

  /** Rows of the table behind a panel's chart, cell by cell. */
  List<List<String>> numbers(String panel) {
    Locator details = find("#" + panel + " details.numbers");
    if (details.getAttribute("open") != null) {
      details.locator("summary").click(); // it is filled when it opens
    }
    details.locator("summary").click();
    details.locator("tbody tr").first().waitFor();
    List<List<String>> rows = new ArrayList<>();
    for (Object row :
        (List<?>)
            details
                .locator("tbody tr")
                .evaluateAll(
                    "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")) {
      rows.add(((List<?>) row).stream().map(Object::toString).toList());
    }
    return rows;
  }

  /** Problems that keep people from reading the page with other means than their eyes. */
  List<String> barriers() {
    page.evaluate(axe());
    Object found =
        page.evaluate(
            """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .filter((one) => ["serious", "critical"].includes(one.impact))
              .map((one) => one.id + ": " + one.nodes.map((node) => node.html).join(" "))
            """);
    return ((List<?>) found).stream().map(Object::toString).toList();
  }

  private static String axe() {
    ClassLoader loader = Visit.class.getClassLoader();
    try (InputStream told = loader.getResourceAsStream(AXE)) {
      Properties properties = new Properties();
      properties.load(told);
      String file =
          "META-INF/resources/webjars/axe-core/%s/axe.min.js"
              .formatted(properties.getProperty("version"));
      try (InputStream script = loader.getResourceAsStream(file)) {
        return new String(script.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pixels by which the page is wider than the window. */
  int overhang() {
    return ((Number)
            page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .intValue();
  }

  /** What an expression yields in the page. */
  Object evaluate(String expression) {
    return page.evaluate(expression);
  }

  /** Ends the visit: the page has complained of nothing and asked nobody but its server. */
  void end(String url) {
    assertEquals(List.of(), complaints);
    onlyAsked(url);
  }

  /** The same of a visit during which the server was away. */
  void endAfterRestart(String url) {
    assertEquals(
        List.of(),
        complaints.stream()
            .filter(complaint -> SERVER_AWAY.stream().noneMatch(complaint::contains))
            .toList());
    onlyAsked(url);
  }

  private void onlyAsked(String url) {
    assertEquals(List.of(), hosts.stream().filter(host -> !host.equals(url)).distinct().toList());
  }

  @Override
  public void close() {
    context.close();
  }
}
