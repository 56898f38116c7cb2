"""What the scripts beside this one share: binary digits, the choice of what to measure, and a stopwatch."""
import gzip
import os
import struct
import sys
import time
from pathlib import Path

import numpy

SIDE = 20  # pixels of width and height
MEAN = 0.296  # share of pixels that are on in MNIST, binarised as below


def digits(count=60_000):
    """Binary images [count, SIDE * SIDE] as float32, and where they come from.

    MNIST from the folder that the environment variable ONTOGENY_DATA names: the central SIDE x SIDE pixels, on where
    they reach the mean of all. Without that folder: noise of the same mean.
    """
    folder = os.environ.get("ONTOGENY_DATA", "").strip()
    if not folder:
        draws = numpy.random.default_rng(1).random((count, SIDE * SIDE), dtype=numpy.float32)
        return (draws < MEAN).astype(numpy.float32), "noise"
    grey = read_images(Path(folder) / "mnist" / "train-images-idx3-ubyte.gz")
    border = (grey.shape[1] - SIDE) // 2
    grey = grey[:, border:border + SIDE, border:border + SIDE].reshape(len(grey), -1)
    return (grey >= grey.mean()).astype(numpy.float32)[:count], "mnist"


def labelled(count=60_000):
    """Grey images [count, height, width] as bytes, and their classes [count].

    MNIST from the folder that the environment variable ONTOGENY_DATA names. Without it: 28 x 28 pixels, a fifth of them
    noise and the others 0.
    """
    folder = os.environ.get("ONTOGENY_DATA", "").strip()
    if not folder:
        draws = numpy.random.default_rng(1)
        images = draws.integers(0, 256, (count, 28, 28), dtype=numpy.uint8)
        images[draws.random(images.shape, dtype=numpy.float32) > 0.2] = 0
        return images, draws.integers(0, 10, count, dtype=numpy.uint8)
    images = read_images(Path(folder) / "mnist" / "train-images-idx3-ubyte.gz")
    return images[:count], read_classes(Path(folder) / "mnist" / "train-labels-idx1-ubyte.gz")[:count]


def read_classes(path):
    """Classes of a gzipped IDX file."""
    with gzip.open(path) as file:
        magic, _ = struct.unpack(">2i", file.read(8))
        if magic != 2049:
            sys.exit(f"{path}: expected a file of labels (magic number 2049), got {magic}")
        return numpy.frombuffer(file.read(), numpy.uint8)


def read_images(path):
    """Grey images [images, height, width] of a gzipped IDX file."""
    with gzip.open(path) as file:
        magic, images, height, width = struct.unpack(">4i", file.read(16))
        if magic != 2051:
            sys.exit(f"{path}: expected a file of images (magic number 2051), got {magic}")
        return numpy.frombuffer(file.read(), numpy.uint8).reshape(images, height, width)


def number(place, usual):
    """A whole number among the arguments, the first of which has place 1."""
    return int(sys.argv[place]) if len(sys.argv) > place else usual


def chosen(place, usual_seconds):
    """What to measure and for how long: the argument NAME:SECONDS, or every way (None) for the usual time."""
    if len(sys.argv) <= place:
        return None, usual_seconds
    name, _, seconds = sys.argv[place].partition(":")
    return name or None, float(seconds or usual_seconds)


def rate(work, seconds, warm_up=2):
    """How much of some work is done in a second. `work` does some and returns how much."""
    for _ in range(warm_up):
        work()
    done = 0
    began = time.perf_counter()
    while True:
        done += work()
        passed = time.perf_counter() - began
        if passed >= seconds:
            return done / passed


def tell(label, value, unit):
    """One result on a line."""
    print(f"{label}: {value:.0f} {unit}", flush=True)
