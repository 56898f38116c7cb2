package org.ontogeny.dashboards.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who reads server-sent events, and goes on where he was when he is cut off. */
final class Follower {

  /** Status of the answer that made him stop. */
  static final int NOTHING_LEFT = 204;

  private final Served served;
  private final String path;
  private final List<String> lines = new ArrayList<>();
  private long last; // number of the last event
  private String end = ""; // data of the event that says so

  Follower(Served served, String path) {
    this.served = served;
    this.path = path;
  }

  /** Data of the events so far. */
  List<String> lines() {
    return lines;
  }

  String end() {
    return end;
  }

  /** Reads so many events, or fewer if the stream ends; whether it goes on. */
  boolean read(int most) throws IOException, InterruptedException {
    HttpRequest.Builder request = served.request(path);
    if (last > 0) {
      request.header("Last-Event-ID", "" + last);
    }
    HttpResponse<InputStream> answer = served.open(request);
    try (InputStream body = answer.body()) {
      if (answer.statusCode() == NOTHING_LEFT) {
        return false;
      }
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            answer + new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      return read(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)), most);
    }
  }

  private boolean read(BufferedReader reader, int most) throws IOException {
    int count = 0;
    Map<String, String> fields = new HashMap<>();
    String line = reader.readLine();
    while (line != null && count < most) {
      if (line.isEmpty()) {
        if (fields.containsKey("data") && take(fields)) {
          count++;
        } else if (!end.isEmpty()) {
          return false;
        }
        fields.clear();
      } else {
        int colon = line.indexOf(": ");
        fields.put(colon < 0 ? line : line.substring(0, colon), line.substring(colon + 2));
      }
      line = count < most ? reader.readLine() : null;
    }
    return true;
  }

  /** Whether it was one with a number. */
  private boolean take(Map<String, String> fields) {
    if (fields.get("event").equals("end")) {
      end = fields.get("data");
      return false;
    }
    if (!fields.containsKey("id")) {
      throw new IllegalStateException(fields + " " + served.err());
    }
    last = Long.parseLong(fields.get("id"));
    String kind = "\"kind\":\"%s\"".formatted(fields.get("event"));
    if (!fields.get("data").contains(kind)) {
      throw new IllegalStateException("the event is no " + kind + ": " + fields);
    }
    lines.add(fields.get("data"));
    return true;
  }
}
