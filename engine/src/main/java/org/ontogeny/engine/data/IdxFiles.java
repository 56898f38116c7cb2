package org.ontogeny.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set in the four IDX files of MNIST, each plain or gzipped:
 *
 * <pre>
 * DIR/NAME/train-images-idx3-ubyte[.gz]   DIR/NAME/train-labels-idx1-ubyte[.gz]
 * DIR/NAME/t10k-images-idx3-ubyte[.gz]    DIR/NAME/t10k-labels-idx1-ubyte[.gz]
 * </pre>
 *
 * @param train training images, 28 x 28
 * @param test test images, 28 x 28
 * @param sources the four files as read
 */
public record IdxFiles(Images train, Images test, List<Provenance.SourceFile> sources) {

  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private static final int CLASSES = 10;
  private static final int SIDE = 28;

  public IdxFiles {
    sources = List.copyOf(sources);
  }

  /**
   * Reads and checks the four files.
   *
   * @param directory holds the folder {@code name}
   * @param name of the data set and of its folder
   * @throws DataException that names the file and what is wrong with it
   */
  public static IdxFiles read(DataDirectory directory, String name) {
    if (!Files.isDirectory(directory.path())) {
      throw new DataException("there is no data folder " + directory);
    }
    Path folder = directory.path().resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "data set '%s' expects a folder %s, which does not exist in %s"
              .formatted(name, folder, directory));
    }
    IdxFile trainImages = IdxFile.images(find(directory, folder, TRAIN_IMAGES), SIDE);
    IdxFile trainLabels = IdxFile.labels(find(directory, folder, TRAIN_LABELS), CLASSES);
    IdxFile testImages = IdxFile.images(find(directory, folder, TEST_IMAGES), SIDE);
    IdxFile testLabels = IdxFile.labels(find(directory, folder, TEST_LABELS), CLASSES);
    Images train = join(name + " training images", trainImages, trainLabels);
    Images test = join(name + " test images", testImages, testLabels);
    if (train.size() == 10_000 && test.size() == 60_000) {
      throw new DataException(
          "%s has 10,000 images and %s 60,000: training and test files are swapped"
              .formatted(trainImages.path(), testImages.path()));
    }
    return new IdxFiles(
        train,
        test,
        List.of(
            trainImages.source(), trainLabels.source(), testImages.source(), testLabels.source()));
  }

  private static Path find(DataDirectory directory, Path folder, String file) {
    Path zipped = folder.resolve(file + ".gz");
    Path plain = folder.resolve(file);
    if (Files.exists(zipped)) {
      return zipped;
    }
    if (Files.exists(plain)) {
      return plain;
    }
    throw new DataException(
        "there is neither %s nor %s; the data folder is %s".formatted(zipped, plain, directory));
  }

  private static Images join(String name, IdxFile images, IdxFile labels) {
    if (images.count() != labels.count()) {
      throw new DataException(
          "%s has %d images but %s has %d labels"
              .formatted(images.path(), images.count(), labels.path(), labels.count()));
    }
    return new Images(name, SIDE, SIDE, CLASSES, images.payload(), labels.payload());
  }
}
