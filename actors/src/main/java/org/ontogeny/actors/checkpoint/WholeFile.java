package org.ontogeny.actors.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that have their name only when they are whole and on the disk. */
public final class WholeFile {

  private static final int PIECE = 1 << 16; // bytes that are written at a time

  private WholeFile() {}

  /** What fills a file. */
  public interface Content {
    /** Writes it, and may close the stream. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, in place of one of the same name.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a file, in place of one of the same name.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(Path file, Content content) {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = pieces(channel);
        content.write(out);
        out.flush();
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      sync(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The file stays open when the stream is closed: it has to be brought to the disk yet. */
  private static OutputStream pieces(FileChannel channel) {
    return new BufferedOutputStream(Channels.newOutputStream(channel), PIECE) {
      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Brings the names in a folder to the disk, where the system can: Windows opens no folders. */
  public static void sync(Path folder) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
