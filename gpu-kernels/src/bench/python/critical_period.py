"""The dense critical period of Stothers 2019 in PyTorch, 784-16-10 and mini-batches of 2048: steps a second.

    critical_period.py [THREADS [WAY:SECONDS]]

Every step, synapses of each layer either form at random or the weakest die, the same number on average as in the
program; then one step of gradient descent follows in which dead synapses stay 0. WAY is one of
    period  from half of the synapses on, the chance to grow falling from 1 to 0 within 10,000 steps
    sparse  a twentieth of the synapses, growing and pruning with equal chance
"""
import math

import numpy
import torch
from torch.nn.functional import cross_entropy

from common import chosen, labelled, number, rate, tell

SIZES = (784, 16, 10)
BATCH = 2048
SHARE = 1.6e-4  # of the size of a layer, biases included, that forms or dies at a step
STEPS = 10_000  # until nothing grows any more
THREADS = number(1, 2)
WAY, SECONDS = chosen(2, 4)


class Layer:
    """Weights [from, to], which of them are dead, biases, and the fraction of a synapse that is left over."""

    def __init__(self, pres, posts, density):
        bound = math.sqrt(6 / (pres + posts))
        self.weight = ((2 * torch.rand(pres, posts) - 1) * bound)
        self.dead = torch.zeros(pres * posts, dtype=torch.bool)
        self.dead[torch.randperm(pres * posts)[round(density * pres * posts):]] = True
        self.weight.view(-1)[self.dead] = 0
        self.weight.requires_grad_()
        self.bias = torch.zeros(posts, requires_grad=True)
        self.share = SHARE * (pres * posts + posts)
        self.balance = 0.0

    def change(self, grows):
        self.balance += self.share if grows else -self.share
        count = int(self.balance)
        self.balance -= count
        count = abs(count)
        if count == 0:
            return
        if grows:
            free = self.dead.nonzero().view(-1)
            self.dead[free[torch.randperm(len(free))[:count]]] = False
        else:
            size = self.weight.detach().abs().view(-1).masked_fill(self.dead, math.inf)
            weakest = size.topk(min(count, len(size)), largest=False).indices
            self.weight.detach().view(-1)[weakest] = 0
            self.dead[weakest] = True


class Period:
    """A call makes some steps."""

    PIECE = 10

    def __init__(self, images, classes, density, fixed):
        self.images = images
        self.classes = classes
        self.fixed = fixed  # the chance to grow, or None where it falls
        self.layers = [Layer(pres, posts, density) for pres, posts in zip(SIZES, SIZES[1:])]
        values = [value for layer in self.layers for value in (layer.weight, layer.bias)]
        self.descent = torch.optim.SGD(values, lr=0.1)
        self.done = 0

    def step(self):
        chance = max(0.0, 1 - self.done / STEPS) if self.fixed is None else self.fixed
        grows = torch.rand(()).item() < chance
        with torch.no_grad():
            for layer in self.layers:
                layer.change(grows)
        some = torch.randint(0, len(self.images), (BATCH,))
        first, second = self.layers
        hidden = torch.relu(torch.addmm(first.bias, self.images.index_select(0, some), first.weight))
        loss = cross_entropy(torch.addmm(second.bias, hidden, second.weight), self.classes[some])
        self.descent.zero_grad()
        loss.backward()
        for layer in self.layers:
            layer.weight.grad.view(-1).masked_fill_(layer.dead, 0)
        self.descent.step()
        self.done += 1

    def __call__(self):
        for _ in range(self.PIECE):
            self.step()
        return self.PIECE


def main():
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    images, classes = labelled()
    images = torch.from_numpy(images.reshape(len(images), -1).astype(numpy.float32) / 255)
    classes = torch.from_numpy(classes.astype(numpy.int64))
    for way, density, fixed in (("period", 0.5, None), ("sparse", 0.05, 0.5)):
        if WAY in (None, way):
            tell(f"torch critical period {way}", rate(Period(images, classes, density, fixed), SECONDS), "steps/s")


if __name__ == "__main__":
    main()
