package org.ontogeny.dashboards.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.proto.health.v1.Healthy.HealthCheckRequest;
import org.ontogeny.proto.health.v1.Healthy.HealthCheckResponse.ServingStatus;
import org.ontogeny.proto.v1.Published;

/** What a server says of itself. */
@Timeout(120)
class GrpcHandlerTest {

  @TempDir private Path runs;

  private Served served;

  @BeforeEach
  void open() {
    served = new Served(runs).journals();
  }

  @AfterEach
  void close() {
    served.close();
  }

  private static HealthCheckRequest of(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }

  private ServingStatus check(String service) {
    return served.health().check(of(service)).toCompletableFuture().join().getStatus();
  }

  private ServingStatus watch(String service) {
    return served
        .health()
        .watch(of(service))
        .runWith(Sink.head(), served.system())
        .toCompletableFuture()
        .join()
        .getStatus();
  }

  @Test
  void theServerAndItsServicesAreHealthy() {
    assertEquals(ServingStatus.SERVING, check(""));
    assertEquals(ServingStatus.SERVING, check("org.ontogeny.v1.Runs"));
    assertEquals(ServingStatus.SERVING, watch("org.ontogeny.v1.Runs"));
  }

  @Test
  void theHealthOfAnUnknownServiceIsNotFound() {
    CompletionException failure = assertThrows(CompletionException.class, () -> check("x"));
    Status status = Status.fromThrowable(failure);
    assertEquals(Status.Code.NOT_FOUND, status.getCode());
    assertEquals(
        "service: expected one of grpc.health.v1.Health, org.ontogeny.v1.Runs, got 'x'",
        status.getDescription());
    assertEquals(ServingStatus.SERVICE_UNKNOWN, watch("x"));
  }

  @Test
  void reflectionNamesTheServices() throws Exception {
    byte[] listServices = {0x3A, 0}; // field 7, empty text
    UnknownFieldSet reply = UnknownFieldSet.parseFrom(reflect(listServices));
    UnknownFieldSet services =
        UnknownFieldSet.parseFrom(reply.getField(6).getLengthDelimitedList().get(0));
    Set<String> names =
        services.getField(1).getLengthDelimitedList().stream()
            .map(GrpcHandlerTest::name)
            .collect(Collectors.toSet());
    assertTrue(names.contains("org.ontogeny.v1.Runs"), names.toString());
    assertTrue(names.contains("grpc.health.v1.Health"), names.toString());
  }

  @Test
  void reflectionHasThePublishedFile() throws Exception {
    String name = "org.ontogeny.v1.Runs";
    byte[] fileOfSymbol =
        UnknownFieldSet.newBuilder()
            .addField(
                4,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8(name))
                    .build())
            .build()
            .toByteArray();
    UnknownFieldSet reply = UnknownFieldSet.parseFrom(reflect(fileOfSymbol));
    UnknownFieldSet files =
        UnknownFieldSet.parseFrom(reply.getField(4).getLengthDelimitedList().get(0));
    assertEquals(
        Published.getDescriptor().toProto(),
        FileDescriptorProto.parseFrom(files.getField(1).getLengthDelimitedList().get(0)));
  }

  @Test
  void theSamePortServesPages() throws Exception {
    HttpResponse<String> response =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(
                java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + served.port() + "/"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals("pages", response.body());
  }

  @Test
  void aRequestIsToldByItsContent() {
    GrpcHandler handler = GrpcHandler.create(served.service((d, i) -> null, 1), served.system());
    for (String type : List.of("application/grpc", "application/grpc+proto")) {
      assertTrue(handler.handle(request(type)).isPresent(), type);
    }
    for (String type : List.of("application/json", "text/event-stream")) {
      assertTrue(handler.handle(request(type)).isEmpty(), type);
    }
    assertTrue(handler.handle(HttpRequest.GET("/")).isEmpty());
  }

  private static HttpRequest request(String type) {
    return HttpRequest.POST("/").withEntity(ContentTypes.parse(type), new byte[0]);
  }

  private byte[] reflect(byte[] request) {
    return RawCall.first(
        served.port(), "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", request);
  }

  /** The first field of a message. */
  private static String name(ByteString message) {
    try {
      return UnknownFieldSet.parseFrom(message)
          .getField(1)
          .getLengthDelimitedList()
          .get(0)
          .toStringUtf8();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
