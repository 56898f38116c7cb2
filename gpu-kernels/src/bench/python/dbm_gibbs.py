"""Gibbs sweeps of a deep Boltzmann machine 400-400-676 in PyTorch: chain-sweeps a second.

    dbm_gibbs.py [CHAINS [SWEEPS [THREADS [WAY:SECONDS]]]]

The lower synapses lie in fields of 5x5 neurons, the upper ones join all. A sweep updates h1 from v and h2, then v and
h2 from h1. SWEEPS are done between two looks at the clock. WAY is a number of synapses and a storage:
    full    all 279,236 of them          -dense  matrices with zeros
    tenth   about 31,000 at random       -csr    compressed rows, for both directions
    pruned  about 12,000 at random
"""
import warnings

import numpy
import torch

from common import SIDE, chosen, number, rate, tell

ABOVE = 676
CHAINS, SWEEPS, THREADS = number(1, 1000), number(2, 50), number(3, 2)
WAY, SECONDS = chosen(4, 4)
KEPT = {"full": (1, 1), "tenth": (0.5, 0.1), "pruned": (0.348, 0.0327)}


def fields(radius=2):
    """1 where a neuron of h1 (column) sees a neuron of v (row)."""
    place = numpy.arange(SIDE * SIDE)
    y, x = place // SIDE, place % SIDE
    near = numpy.maximum(abs(y[:, None] - y), abs(x[:, None] - x)) <= radius
    return near.astype(numpy.float32)


def synapses(kept_lower, kept_upper):
    """Weights v-h1 and h1-h2, 0 where there is no synapse, and how many there are."""
    random = numpy.random.default_rng(1)
    masks = (fields(), numpy.ones((SIDE * SIDE, ABOVE), numpy.float32))
    alive = [mask * (random.random(mask.shape) < kept) for mask, kept in zip(masks, (kept_lower, kept_upper))]
    weights = [torch.from_numpy((0.1 * random.standard_normal(a.shape) * a).astype(numpy.float32)) for a in alive]
    return *weights, int(sum(a.sum() for a in alive))


def sample(x):
    return torch.bernoulli(torch.sigmoid(x))


class Dense:
    """States are rows: [chains, neurons]."""

    def __init__(self, lower, upper):
        self.lower, self.upper = lower, upper
        self.v = torch.bernoulli(torch.full((CHAINS, SIDE * SIDE), 0.5))
        self.h2 = torch.bernoulli(torch.full((CHAINS, ABOVE), 0.1))

    def sweep(self):
        h1 = sample(self.v @ self.lower + self.h2 @ self.upper.t() - 2)
        self.v = sample(h1 @ self.lower.t() - 1)
        self.h2 = sample(h1 @ self.upper - 2)


class Compressed:
    """States are columns: [neurons, chains]. Each direction has compressed rows of its own."""

    def __init__(self, lower, upper):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the format is young
            self.down, self.up, self.down2, self.up2 = (
                matrix.contiguous().to_sparse_csr() for matrix in (lower, lower.t(), upper, upper.t()))
        self.v = torch.bernoulli(torch.full((SIDE * SIDE, CHAINS), 0.5))
        self.h2 = torch.bernoulli(torch.full((ABOVE, CHAINS), 0.1))

    def sweep(self):
        h1 = sample(self.up @ self.v + self.down2 @ self.h2 - 2)
        self.v = sample(self.down @ h1 - 1)
        self.h2 = sample(self.up2 @ h1 - 2)


def main():
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    with torch.no_grad():
        for kept, shares in KEPT.items():
            for storage, machine in (("dense", Dense), ("csr", Compressed)):
                if WAY in (None, f"{kept}-{storage}"):
                    lower, upper, count = synapses(*shares)
                    chains = machine(lower, upper)

                    def sweeps():
                        for _ in range(SWEEPS):
                            chains.sweep()
                        return CHAINS * SWEEPS

                    chains.sweep()
                    shown = "CSR  " if storage == "csr" else "dense"
                    tell(f"torch {shown} {count:7d} weights", rate(sweeps, SECONDS, 0), "chain-sweeps/s")


if __name__ == "__main__":
    main()
