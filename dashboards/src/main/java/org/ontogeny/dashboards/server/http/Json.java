package org.ontogeny.dashboards.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** Answers in JSON. Numbers are written as in the canonical events. */
public final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  /** Something that writes a value. */
  public interface Body {

    /** Writes the value to {@code json}. */
    void write(JsonGenerator json) throws IOException;
  }

  private Json() {}

  /** The value in UTF-8. */
  public static ByteString bytes(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON", e);
    }
    return ByteString.fromArrayUnsafe(bytes.toByteArray());
  }

  /** An answer of one object, whose fields the body writes. */
  public static HttpResponse object(Body fields) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.APPLICATION_JSON,
                bytes(
                    json -> {
                      json.writeStartObject();
                      fields.write(json);
                      json.writeEndObject();
                    })));
  }

  /** A field of a number; null where it is not finite. */
  public static void number(String field, double value, JsonGenerator json) throws IOException {
    json.writeFieldName(field);
    number(value, json);
  }

  /** A number; null where it is not finite. */
  public static void number(double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
