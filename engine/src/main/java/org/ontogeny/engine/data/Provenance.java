package org.ontogeny.engine.data;

import java.util.List;
import java.util.stream.Collectors;

/** Where the examples of a data set come from, so that a run can say exactly what it has seen. */
public sealed interface Provenance {

  /** One line for people and for a run's record. */
  String describe();

  /** What the examples depend on, in one line: equal for equal data, wherever its files are. */
  String identity();

  /**
   * Where these examples and others beside them come from.
   *
   * @param role what the others are for
   */
  default Provenance and(String role, Provenance others) {
    return new Both(this, role, others);
  }

  /**
   * Drawn by the program.
   *
   * @param generator name of the generator
   * @param version version of the generator; another version draws other images
   * @param seed random seed of the drawing
   */
  record Drawn(String generator, int version, long seed) implements Provenance {
    @Override
    public String describe() {
      return "%s, drawn by version %d with seed %d".formatted(generator, version, seed);
    }

    @Override
    public String identity() {
      return describe();
    }
  }

  /** Read from files, in the order of reading. */
  record Read(List<SourceFile> files) implements Provenance {
    public Read {
      files = List.copyOf(files);
    }

    @Override
    public String describe() {
      return files.stream()
          .map(file -> file.path() + " (SHA-256 " + file.sha256() + ")")
          .collect(Collectors.joining(", "));
    }

    @Override
    public String identity() {
      return files.stream()
          .map(SourceFile::sha256)
          .collect(Collectors.joining(", ", "SHA-256 ", ""));
    }
  }

  /**
   * Examples of two sets.
   *
   * @param main of the first
   * @param role what the second is for
   * @param other of the second
   */
  record Both(Provenance main, String role, Provenance other) implements Provenance {
    @Override
    public String describe() {
      return "%s; %s: %s".formatted(main.describe(), role, other.describe());
    }

    @Override
    public String identity() {
      return "%s; %s: %s".formatted(main.identity(), role, other.identity());
    }
  }

  /**
   * A file as it was on disk.
   *
   * @param path as it was opened
   * @param sha256 of its bytes, before decompression; 64 lower-case hexadecimal digits
   */
  record SourceFile(String path, String sha256) {}
}
