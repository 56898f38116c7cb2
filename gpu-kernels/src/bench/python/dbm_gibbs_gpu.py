"""Gibbs sweeps of a deep Boltzmann machine of three equal populations on a GPU, in PyTorch: chain-sweeps a second.

    dbm_gibbs_gpu.py [LAYER [CHAINS [SWEEPS [WAY:SECONDS]]]]

All synapses between neighbouring populations live. WAY is the arithmetic of the products: fp32, or TF32 (as a GPU that
has it may round their factors to 10 bits).
"""
import sys

import torch

from common import chosen, number, rate, tell

LAYER, CHAINS, SWEEPS = number(1, 4096), number(2, 4096), number(3, 50)
WAY, SECONDS = chosen(4, 4)


def machine():
    """A function that does SWEEPS sweeps and returns when they are done."""
    gpu = torch.device("cuda")
    lower, upper = (0.01 * torch.randn(LAYER, LAYER, device=gpu) for _ in range(2))
    state = {name: torch.bernoulli(torch.full((CHAINS, LAYER), 0.3, device=gpu)) for name in ("v", "h2")}

    def sample(x):
        return torch.bernoulli(torch.sigmoid(x - 1))

    def sweeps():
        for _ in range(SWEEPS):
            h1 = sample(state["v"] @ lower + state["h2"] @ upper.t())
            state["v"] = sample(h1 @ lower.t())
            state["h2"] = sample(h1 @ upper)
        torch.cuda.synchronize()
        return CHAINS * SWEEPS

    return sweeps


def main():
    if not torch.cuda.is_available():
        sys.exit("PyTorch finds no GPU here, and this script measures nothing else")
    torch.manual_seed(1)
    with torch.no_grad():
        for way in ("fp32", "TF32"):
            if WAY in (None, way):
                torch.backends.cuda.matmul.allow_tf32 = way == "TF32"
                label = f"torch GPU {way} {LAYER}-{LAYER}-{LAYER}, {CHAINS} chains"
                tell(label, rate(machine(), SECONDS, 1), "chain-sweeps/s")


if __name__ == "__main__":
    main()
