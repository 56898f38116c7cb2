package org.ontogeny.dashboards.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Drawings are read back as XML, and the places of points are computed again from the axes. */
class PlotTest {

  private static final Axis ACROSS = new Axis("steps", new Scale(0, 100, false));
  private static final Axis UP = new Axis("synapses", new Scale(0, 50, false));
  private static final double HALF = 0.051; // a coordinate is written with one decimal

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document svg, String name, String classes) {
    List<Element> found = new ArrayList<>();
    NodeList all = svg.getElementsByTagName(name);
    for (int k = 0; k < all.getLength(); k++) {
      Element element = (Element) all.item(k);
      if (element.getAttribute("class").equals(classes)) {
        found.add(element);
      }
    }
    return found;
  }

  private static double[] numbers(String path) {
    Matcher number = Pattern.compile("-?\\d+(\\.\\d+)?").matcher(path);
    return number.results().mapToDouble(r -> Double.parseDouble(r.group())).toArray();
  }

  private static Plot plot(Curve curve, Level... levels) {
    return new Plot("t", ACROSS, UP, List.of(), List.of(levels), List.of(curve), List.of());
  }

  /** Where an axis has its ticks: the places of the first and of the last one. */
  private static double[] gridLines(Document svg) {
    List<Element> lines = elements(svg, "path", "g");
    double first = numbers(lines.get(0).getAttribute("d"))[1];
    double last = numbers(lines.get(lines.size() - 1).getAttribute("d"))[1];
    return new double[] {first, last};
  }

  @Test
  void pointsLieWhereTheAxesSay() throws Exception {
    Curve curve =
        new Curve(
            "c",
            "",
            Style.of(0),
            Curve.Form.LINE,
            new double[] {0, 25, 100},
            new double[] {50, 10, 0});
    Document svg = parsed(plot(curve).svg("id"));
    double[] path = numbers(elements(svg, "path", "l c0 d0").get(0).getAttribute("d"));
    double[] axis = numbers(elements(svg, "path", "a").get(6).getAttribute("d")); // M x y H x
    double left = axis[0];
    double right = axis[2];
    double bottom = gridLines(svg)[0];
    double top = gridLines(svg)[1];
    double[] expected = {
      left, top, left + 0.25 * (right - left), bottom - 0.2 * (bottom - top), right, bottom
    };
    assertEquals(expected.length, path.length);
    for (int k = 0; k < path.length; k++) {
      assertEquals(expected[k], path[k], HALF);
    }
  }

  @Test
  void stepsKeepTheirHeightAndGapsInterruptALine() {
    double[] x = {0, 10, 20, 30};
    assertEquals("M0 5H10V4H20V3H30V2", PathData.through(x, new double[] {5, 4, 3, 2}, true));
    assertEquals("M0 5L10 4M30 2", PathData.through(x, new double[] {5, 4, Double.NaN, 2}, false));
  }

  @Test
  void whatUsersNameIsTextAndNothingElse() throws Exception {
    String evil = "</svg><script>alert('x')</script>&\"";
    Curve curve =
        new Curve(
            evil, evil, Style.of(0), Curve.Form.LINE_AND_MARKS, new double[] {1}, new double[] {1});
    Plot plot =
        new Plot(
            evil,
            new Axis(evil, ACROSS.scale()),
            new Axis(evil, UP.scale()),
            List.of(new Bars(evil, Style.of(1), new double[] {0, 1}, new double[] {3})),
            List.of(new Level(evil, Style.of(2), 5, false)),
            List.of(curve),
            List.of(new Key(evil, Style.of(3), Curve.Form.LINE)));
    String svg = plot.svg("id");
    assertFalse(svg.contains("<script"), svg);
    assertEquals(evil, parsed(svg).getElementsByTagName("title").item(0).getTextContent());
    assertEquals("&lt;a b=&quot;&#39;&amp;\uFFFD&gt;", Markup.escape("<a b=\"'&\u0000>"));
  }

  @Test
  void aPlotIsReadAloud() throws Exception {
    Curve curve =
        new Curve(
            "h1", "", Style.of(0), Curve.Form.STEPS, new double[] {0, 90}, new double[] {40, 12});
    Level level = new Level("pixels", Style.of(1), 20, false);
    Document svg = parsed(plot(curve, level).svg("id"));
    Element root = svg.getDocumentElement();
    assertEquals("img", root.getAttribute("role"));
    assertEquals("id-t id-d", root.getAttribute("aria-labelledby"));
    Element description = (Element) svg.getElementsByTagName("desc").item(0);
    assertEquals("id-d", description.getAttribute("id"));
    assertEquals(
        "Across: steps. Up: synapses. h1: from 40 at 0 to 12 at 90. pixels: at 20.",
        description.getTextContent());
  }

  @Test
  void legendsAndNamesLieOutsideOfTheData() throws Exception {
    List<Key> keys = new ArrayList<>();
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < 9; k++) {
      keys.add(new Key("a course of some length " + k, Style.of(k), Curve.Form.LINE));
      curves.add(
          new Curve(
              "c",
              "name" + k,
              Style.of(k),
              Curve.Form.LINE,
              new double[] {0, 100},
              new double[] {50, 10 + k * 0.1}));
    }
    Plot plot = new Plot("t", ACROSS, UP, List.of(), List.of(), curves, keys);
    Document svg = parsed(plot.svg("id"));
    double top = gridLines(svg)[1];
    double right = numbers(elements(svg, "path", "g").get(0).getAttribute("d"))[2];
    List<Double> names = new ArrayList<>();
    NodeList texts = svg.getElementsByTagName("text");
    for (int k = 0; k < texts.getLength(); k++) {
      Element text = (Element) texts.item(k);
      if (text.getTextContent().startsWith("a course")) {
        assertTrue(Double.parseDouble(text.getAttribute("y")) < top);
      } else if (text.getTextContent().startsWith("name")) {
        assertTrue(Double.parseDouble(text.getAttribute("x")) > right);
        names.add(Double.parseDouble(text.getAttribute("y")));
      }
    }
    names.sort(null);
    assertEquals(9, names.size());
    for (int k = 1; k < names.size(); k++) {
      assertTrue(names.get(k) - names.get(k - 1) >= 13, names.toString());
    }
  }

  @Test
  void thirtySixThingsOfAPlotAreAllDifferentAndNotByColourAlone() {
    List<Style> styles = new ArrayList<>();
    for (int k = 0; k < 36; k++) {
      styles.add(Style.of(k));
    }
    assertEquals(36, styles.stream().distinct().count());
    for (int k = 0; k < 6; k++) {
      for (int other = 0; other < k; other++) {
        assertTrue(styles.get(k).dash() != styles.get(other).dash());
        assertTrue(styles.get(k).marker() != styles.get(other).marker());
      }
    }
  }

  @Test
  void unlikeLengthsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Curve("c", "", Style.of(0), Curve.Form.LINE, new double[1], new double[2]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Bars("b", Style.of(0), new double[2], new double[2]));
  }
}
