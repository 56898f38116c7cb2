"""Learning of a restricted Boltzmann machine 400x676 on binary digits: training examples a second.

    rbm_epoch.py [THREADS [WAY:SECONDS]]

WAY is one of
    sklearn  BernoulliRBM of scikit-learn (persistent contrastive divergence), batches of 100
    torch    contrastive divergence with one step in PyTorch, with momentum and a mask of weights, batches of 100
    single   the same with batches of 1
"""
import time

import torch
from sklearn.neural_network import BernoulliRBM

from common import chosen, digits, number, rate, tell

HIDDEN = 676
THREADS = number(1, 2)
WAY, SECONDS = chosen(2, 4)


def scikit_learn(images):
    """Fits so many of the images at once as fill the time, because a call for each batch would cost extra."""

    def fit(count):
        machine = BernoulliRBM(n_components=HIDDEN, learning_rate=0.05, batch_size=100, n_iter=1, random_state=1)
        began = time.perf_counter()
        machine.fit(images[:count])
        return count / (time.perf_counter() - began)

    fit(1000)
    estimate = fit(2000)
    count = int(estimate * SECONDS) // 100 * 100
    return fit(max(1000, min(count, len(images))))


class Contrastive:
    """Weights, biases and their last changes; a call learns from the next batch."""

    RATE, MOMENTUM = 0.05, 0.5

    def __init__(self, images, batch):
        self.batches = torch.from_numpy(images).split(batch)
        self.next = 0
        visible = images.shape[1]
        self.values = [0.1 * torch.randn(visible, HIDDEN), torch.full((visible,), -1.0), torch.full((HIDDEN,), -2.0)]
        self.changes = [torch.zeros_like(value) for value in self.values]
        self.mask = torch.ones_like(self.values[0])

    def __call__(self):
        weight, below, above = self.values
        data = self.batches[self.next % len(self.batches)]
        self.next += 1
        share = self.RATE / len(data)
        mean = torch.sigmoid(torch.addmm(above, data, weight))
        dream = torch.bernoulli(torch.sigmoid(torch.addmm(below, torch.bernoulli(mean), weight.t())))
        after = torch.sigmoid(torch.addmm(above, dream, weight))
        gradients = (data.t() @ mean - dream.t() @ after, (data - dream).sum(0), (mean - after).sum(0))
        for value, change, gradient in zip(self.values, self.changes, gradients):
            change.mul_(self.MOMENTUM).add_(gradient, alpha=share)
            value.add_(change)
        weight.mul_(self.mask)
        return len(data)


def main():
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    images, _ = digits()
    if WAY in (None, "sklearn"):
        tell("sklearn BernoulliRBM (PCD-1) batch 100", scikit_learn(images), "examples/s")
    with torch.no_grad():
        for way, batch in (("torch", 100), ("single", 1)):
            if WAY in (None, way):
                tell(f"torch CD-1 masked batch {batch}", rate(Contrastive(images, batch), SECONDS), "examples/s")


if __name__ == "__main__":
    main()
