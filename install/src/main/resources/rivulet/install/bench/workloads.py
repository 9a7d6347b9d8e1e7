"""The workloads in PyTorch: what a user writes, forward, backward, update.

Every weight and input comes from manual_seed(0) in the order of the code, so an engine with PyTorch's random stream
starts from the same numbers and must reach the same check value (float32: 1e-3 relative).

usage: workloads.py [--threads N] [--only REGEX] [--seconds S] [--serve]
"""

import timing

options = timing.arguments()
timing.need("torch")

import torch
import torch.nn.functional as F
from torch import nn


def scalar_descent():
    """X + 1 = 3 by gradient descent on one element: 10,000 iterations a step."""
    x = torch.tensor([0.4963], requires_grad=True)

    def step():
        with torch.no_grad():
            x.fill_(0.4963)
        for _ in range(10_000):
            d = 3.0 - (x + 1.0)
            loss = (d * d).sum() / 2
            loss.backward()
            with torch.no_grad():
                x.sub_(1e-3 * x.grad)
                x.grad.zero_()
        return x.item()

    return step


def polynomial():
    """sin(x) by a cubic on 2,000 points, four scalar parameters: 100 iterations a step."""
    x = torch.linspace(-3.14159, 3.14159, 2000)
    y = torch.sin(x)
    w = [torch.tensor(v, requires_grad=True) for v in (0.1, 0.2, 0.3, 0.4)]

    def step():
        for _ in range(100):
            p = w[0] + w[1] * x + w[2] * x**2 + w[3] * x**3
            loss = (p - y).pow(2).sum()
            loss.backward()
            with torch.no_grad():
                for q in w:
                    q -= 1e-6 * q.grad
                    q.grad = None
        return loss.item()

    return step


def training(model, data, loss_of, optimizer_of):
    x, y = data()
    optimizer = optimizer_of(model.parameters())

    def step():
        optimizer.zero_grad()
        loss = loss_of(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.01, momentum=0.9)


def adam(parameters):
    return torch.optim.Adam(parameters, lr=1e-3)


def mlp_tiny():
    model = nn.Sequential(
        nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1)
    )
    return training(model, lambda: (torch.randn(32, 2), torch.randn(32, 1)), F.mse_loss, sgd)


def mlp_mnist():
    model = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    data = lambda: (torch.randn(64, 784), torch.randint(0, 10, (64,)))
    return training(model, data, F.cross_entropy, sgd)


def mlp_wide():
    model = nn.Sequential(
        nn.Linear(1024, 1024), nn.ReLU(), nn.Linear(1024, 1024), nn.ReLU(), nn.Linear(1024, 10)
    )
    data = lambda: (torch.randn(128, 1024), torch.randint(0, 10, (128,)))
    return training(model, data, F.cross_entropy, adam)


def cnn():
    model = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 49, 10),
    )
    data = lambda: (torch.randn(32, 1, 28, 28), torch.randint(0, 10, (32,)))
    return training(model, data, F.cross_entropy, sgd)


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(64, 128, batch_first=True)
        self.out = nn.Linear(128, 10)

    def forward(self, x):
        return self.out(self.lstm(x)[0][:, -1])


def lstm():
    data = lambda: (torch.randn(32, 50, 64), torch.randint(0, 10, (32,)))
    return training(Lstm(), data, F.cross_entropy, adam)


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(100, 128)
        self.layer = nn.TransformerEncoderLayer(128, 4, 256, dropout=0.0, batch_first=True)
        self.out = nn.Linear(128, 100)

    def forward(self, x):
        return self.out(self.layer(self.embedding(x))).flatten(0, 1)


def transformer():
    data = lambda: (torch.randint(0, 100, (16, 64)), torch.randint(0, 100, (16 * 64,)))
    return training(Transformer(), data, F.cross_entropy, adam)


def towers(n, k=8, depth=4):
    """k independent towers of depth x (n x n product, tanh), one loss: parallel branches."""
    ws = [
        [(torch.randn(n, n) / n**0.5).requires_grad_() for _ in range(depth)] for _ in range(k)
    ]
    x = torch.randn(n, n)

    def step():
        loss = 0
        for tower in ws:
            h = x
            for w in tower:
                h = torch.tanh(h @ w)
            loss = loss + h.square().mean()
        loss.backward()
        g = sum(w.grad.sum().item() for w in (ws[0][0], ws[-1][-1]))
        for tower in ws:
            for w in tower:
                w.grad = None
        return g

    return step


def elementwise(n):
    """A chain of element-wise operations, forward and backward: memory traffic."""
    x = torch.randn(n, requires_grad=True)
    y = torch.randn(n)

    def step():
        loss = (torch.sigmoid(x * y + 0.5) * torch.tanh(x) - y.square()).relu().mean()
        loss.backward()
        g = x.grad.sum().item()
        x.grad = None
        return g

    return step


def chain(n):
    """n operations in a row on four elements: the cost of a node, and its growth."""
    x = torch.ones(4, requires_grad=True)

    def step():
        h = x
        for _ in range(n):
            h = h * 1.0001
        h.sum().backward()
        g = x.grad.sum().item()
        x.grad = None
        return g

    return step


def fan(n):
    """n small losses over one leaf, summed: accumulation into one gradient."""
    w = torch.randn(32, 32, requires_grad=True)
    xs = torch.randn(n, 8, 32)

    def step():
        loss = 0
        for i in range(n):
            loss = loss + torch.tanh(xs[i] @ w).sum()
        loss.backward()
        g = w.grad.sum().item()
        w.grad = None
        return g

    return step


def seeded(make):
    def made():
        torch.manual_seed(0)
        return make()

    return made


WORKLOADS = {
    "scalar_descent": scalar_descent,
    "polynomial": polynomial,
    "mlp_tiny": mlp_tiny,
    "mlp_mnist": mlp_mnist,
    "mlp_wide": mlp_wide,
    "cnn": cnn,
    "lstm": lstm,
    "transformer": transformer,
    **{f"towers_{n}": lambda n=n: towers(n) for n in (32, 64, 128, 256)},
    **{f"elementwise_{n}": lambda n=n: elementwise(n) for n in (1000, 100_000, 4_000_000)},
    **{f"chain_{n}": lambda n=n: chain(n) for n in (100, 10_000, 100_000)},
    "fan_200": lambda: fan(200),
}

torch.set_num_threads(options.threads)
timing.run(
    f"PyTorch {torch.__version__.split('+')[0]}",
    {name: seeded(make) for name, make in WORKLOADS.items()},
    options,
)
