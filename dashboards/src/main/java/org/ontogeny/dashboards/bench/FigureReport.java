package org.ontogeny.dashboards.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ontogeny.dashboards.view.TextTable;

/** Figures as people and programs read them. */
public final class FigureReport {

  private static final int DIGITS = 4; // no figure here is more exact
  private static final double SMALL = 1e-3; // more zeros than anybody counts

  private FigureReport() {}

  /** A table within 80 columns: the figures of each question below it. */
  public static List<String> lines(List<Figure> figures) {
    TextTable table = new TextTable(1);
    table.row("", "median", "from", "to", "target", "");
    for (Figure figure : figures) {
      table.row(
          "  " + figure.name(),
          number(figure.median()),
          number(figure.least()),
          number(figure.most()),
          figure.target().map(FigureReport::target).orElse(""),
          verdict(figure));
    }
    List<String> rows = table.lines();
    List<String> lines = new ArrayList<>();
    lines.add(rows.get(0));
    String question = "";
    for (int k = 0; k < figures.size(); k++) {
      if (!figures.get(k).question().equals(question)) {
        question = figures.get(k).question();
        lines.add(question);
      }
      lines.add(rows.get(k + 1));
    }
    return lines;
  }

  private static String target(Figure.Target target) {
    return (target.least() ? ">= " : "< ") + number(target.bound());
  }

  private static String verdict(Figure figure) {
    return figure.isMet().map(met -> met ? "met" : "missed").orElse("");
  }

  private static String number(double value) {
    if (Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return value != 0 && Math.abs(value) < SMALL
        ? String.format(Locale.ROOT, "%.1e", value)
        : rounded(value).stripTrailingZeros().toPlainString();
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(DIGITS));
  }

  /** One JSON object without line feeds; {@code null} where there is no target. */
  public static String json(Figure figure) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("question", figure.question());
      json.writeStringField("figure", figure.name());
      json.writeNumberField("median", figure.median());
      json.writeNumberField("least", figure.least());
      json.writeNumberField("most", figure.most());
      json.writeArrayFieldStart("values");
      for (double value : figure.values()) {
        json.writeNumber(value);
      }
      json.writeEndArray();
      json.writeFieldName("target");
      if (figure.target().isPresent()) {
        json.writeStartObject();
        Figure.Target target = figure.target().get();
        json.writeNumberField(target.least() ? "at-least" : "below", target.bound());
        json.writeEndObject();
      } else {
        json.writeNull();
      }
      json.writeFieldName("met");
      if (figure.isMet().isPresent()) {
        json.writeBoolean(figure.isMet().get());
      } else {
        json.writeNull();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
