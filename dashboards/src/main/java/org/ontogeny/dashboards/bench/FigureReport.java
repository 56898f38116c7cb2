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
  private static final int WIDTH = 80; // columns
  private static final double SMALL = 1e-3; // more zeros than anybody counts

  private FigureReport() {}

  /** A table within 80 columns: figures and notes of each question below it. */
  public static List<String> lines(List<Answer> answers) {
    TextTable table = new TextTable(1);
    table.row("", "median", "from", "to", "target", "");
    for (Answer answer : answers) {
      answer.figures().forEach(figure -> row(table, figure));
    }
    List<String> rows = table.lines();
    List<String> lines = new ArrayList<>();
    lines.add(rows.get(0));
    int next = 1;
    for (Answer answer : answers) {
      lines.addAll(wrapped("", answer.question()));
      int end = next + answer.figures().size();
      lines.addAll(rows.subList(next, end));
      answer.notes().forEach(note -> lines.addAll(wrapped("  ", note)));
      next = end;
    }
    return lines;
  }

  private static void row(TextTable table, Figure figure) {
    table.row(
        "  " + figure.name(),
        number(figure.median()),
        number(figure.least()),
        number(figure.most()),
        figure.target().map(FigureReport::target).orElse(""),
        verdict(figure));
  }

  /** Broken at blanks, so that it keeps within the width where its words do. */
  private static List<String> wrapped(String indent, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    lines.add(line.toString());
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

  /** A JSON object without line feeds for each figure, then for each note. */
  public static List<String> jsonLines(List<Answer> answers) {
    List<String> lines = new ArrayList<>();
    for (Answer answer : answers) {
      answer.figures().forEach(figure -> lines.add(json(figure)));
      answer.notes().forEach(note -> lines.add(json(answer.question(), note)));
    }
    return lines;
  }

  private static String json(String question, String note) {
    return object(
        json -> {
          json.writeStringField("question", question);
          json.writeStringField("note", note);
        });
  }

  /** {@code null} where there is no target. */
  private static String json(Figure figure) {
    return object(json -> write(figure, json));
  }

  private interface Fields {
    void to(JsonGenerator json) throws IOException;
  }

  private static String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      fields.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Figure figure, JsonGenerator json) throws IOException {
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
  }
}
