"""Packs the masks of an exported machine 400-400-676 for the benchmark gibbs-pruned.

    pack_masks.py EXPORTED.npz OUT.bits ["how EXPORTED.npz came about"]

OUT.bits has no header: the bits of v-h1 and then those of h1-h2, row after row [post][pre], 1 for a living synapse; the
first of eight is the lowest bit of its byte. OUT.txt tells where they come from.
"""
import sys
from pathlib import Path

import numpy


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    exported, out = Path(sys.argv[1]), Path(sys.argv[2])
    story = sys.argv[3] if len(sys.argv) > 3 else "(nobody said how it came about)"
    arrays = numpy.load(exported)
    masks = [arrays[f"{projection}.alive"] == 1 for projection in ("visible-h1", "h1-h2")]  # [pre, post]
    for mask, shape in zip(masks, ((400, 400), (400, 676))):
        if mask.shape != shape:
            sys.exit(f"{exported}: expected a mask of {shape}, got {mask.shape}")
    bits = numpy.concatenate([mask.T.ravel() for mask in masks])
    out.write_bytes(numpy.packbits(bits, bitorder="little").tobytes())
    out.with_suffix(".txt").write_text(f"{story}\n{masks[0].sum():,} + {masks[1].sum():,} living synapses\n")


if __name__ == "__main__":
    main()
