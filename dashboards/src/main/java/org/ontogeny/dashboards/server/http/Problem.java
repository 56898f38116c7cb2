package org.ontogeny.dashboards.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Why a request was not granted, as {@code application/problem+json} (RFC 9457) says it: the
 * members {@code type}, {@code title}, {@code status} and {@code detail}, and those of its own.
 *
 * @param status of HTTP
 * @param detail a sentence for people
 * @param members further ones, in order
 * @param headers that the answer has besides
 */
public record Problem(
    StatusCode status, String detail, Map<String, String> members, List<HttpHeader> headers) {

  private static final String MEDIA_TYPE = "problem+json";
  private static final int LONGEST = 200; // characters of a value that is repeated

  public Problem {
    members = new LinkedHashMap<>(members);
    headers = List.copyOf(headers);
  }

  /** A problem with nothing but a sentence. */
  public static Problem of(StatusCode status, String detail) {
    return new Problem(status, detail, Map.of(), List.of());
  }

  /** What was asked for is not there. */
  public static Problem notFound(String detail) {
    return of(StatusCodes.NOT_FOUND, detail);
  }

  /**
   * A parameter or header of the request cannot be.
   *
   * @param name of the parameter
   * @param value that it has
   * @param expected what it should have been, in words
   */
  public static Problem badParameter(String name, String value, String expected) {
    String shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "..." : value;
    Map<String, String> members = new LinkedHashMap<>();
    members.put("parameter", name);
    members.put("value", shown);
    members.put("expected", expected);
    return new Problem(
        StatusCodes.BAD_REQUEST,
        "%s: expected %s, got '%s'".formatted(name, expected, shown),
        members,
        List.of());
  }

  /** Only reading is possible. */
  public static Problem onlyReading(String method) {
    return new Problem(
        StatusCodes.METHOD_NOT_ALLOWED,
        "expected GET or HEAD, got " + method,
        Map.of(),
        List.of(RawHeader.create("Allow", "GET, HEAD")));
  }

  /** Too much is asked for at once; it may be asked for again in a second. */
  public static Problem tooBusy(String detail) {
    return new Problem(
        StatusCodes.SERVICE_UNAVAILABLE,
        detail,
        Map.of(),
        List.of(RawHeader.create("Retry-After", "1")));
  }

  /**
   * Something failed that is nobody's business but the server's.
   *
   * @param id by which the cause can be found where the server has told it
   */
  public static Problem internal(UUID id) {
    return internal(id, "the server failed; whoever runs it finds the cause by this id");
  }

  /**
   * The same where it is of use to say what failed.
   *
   * @param detail a sentence that tells no path
   */
  public static Problem internal(UUID id, String detail) {
    return new Problem(
        StatusCodes.INTERNAL_SERVER_ERROR, detail, Map.of("id", id.toString()), List.of());
  }

  /** The object. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "about:blank");
    json.writeStringField("title", status.reason());
    json.writeNumberField("status", status.intValue());
    json.writeStringField("detail", detail);
    for (Map.Entry<String, String> member : members.entrySet()) {
      json.writeStringField(member.getKey(), member.getValue());
    }
    json.writeEndObject();
  }

  /** The answer that says so. */
  public HttpResponse response() {
    List<HttpHeader> all = new ArrayList<>(headers);
    return HttpResponse.create()
        .withStatus(status)
        .addHeaders(all)
        .withEntity(
            HttpEntities.create(
                MediaTypes.applicationBinary(MEDIA_TYPE, false).toContentType(),
                Json.bytes(this::write)));
  }
}
