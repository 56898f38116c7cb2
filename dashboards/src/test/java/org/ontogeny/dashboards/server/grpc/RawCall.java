package org.ontogeny.dashboards.server.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** A call of a method whose messages are nothing but bytes. */
final class RawCall {

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private RawCall() {}

  /** The first message that comes back. */
  static byte[] first(int port, String method, byte[] message) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      ClientCall<byte[], byte[]> call =
          channel.newCall(
              MethodDescriptor.<byte[], byte[]>newBuilder()
                  .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                  .setFullMethodName(method)
                  .setRequestMarshaller(BYTES)
                  .setResponseMarshaller(BYTES)
                  .build(),
              CallOptions.DEFAULT);
      CompletableFuture<byte[]> first = new CompletableFuture<>();
      call.start(listener(first), new Metadata());
      call.sendMessage(message);
      call.halfClose();
      call.request(1);
      return first.join();
    } finally {
      channel.shutdownNow();
    }
  }

  private static ClientCall.Listener<byte[]> listener(CompletableFuture<byte[]> first) {
    return new ClientCall.Listener<>() {
      @Override
      public void onMessage(byte[] message) {
        first.complete(message);
      }

      @Override
      public void onClose(Status status, Metadata trailers) {
        first.completeExceptionally(status.asRuntimeException());
      }
    };
  }
}
