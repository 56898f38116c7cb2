package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.ontogeny.dashboards.server.http.Json;

/** Rows of a table as fields of an object, a list for each column: what drawing programs take. */
final class Columns {

  private Columns() {}

  /** A column of whole numbers. */
  static <T> void numbers(String name, List<T> rows, ToLongFunction<T> value, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T row : rows) {
      json.writeNumber(value.applyAsLong(row));
    }
    json.writeEndArray();
  }

  /** A column of real numbers; null where one is not finite. */
  static <T> void reals(String name, List<T> rows, ToDoubleFunction<T> value, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T row : rows) {
      Json.number(value.applyAsDouble(row), json);
    }
    json.writeEndArray();
  }

  /** A column of texts. */
  static <T> void texts(String name, List<T> rows, Function<T, String> value, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T row : rows) {
      json.writeString(value.apply(row));
    }
    json.writeEndArray();
  }
}
