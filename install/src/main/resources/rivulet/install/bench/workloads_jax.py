"""The workloads in JAX, the whole step in one jit, compiled for one shape.

Random numbers are JAX's own, so check values cannot be compared. XLA takes all cores; --threads is what is reported.
The chains of 10,000 and more are missing: XLA would compile them for minutes.

usage: workloads_jax.py [--only REGEX] [--seconds S] [--serve]
"""

import timing

options = timing.arguments()
timing.need("jax", "optax")

import functools

import jax
import jax.numpy as np
import optax
from jax import grad, jit, lax, nn, random, value_and_grad

keys = iter(random.split(random.PRNGKey(0), 500))


def randn(*shape):
    return random.normal(next(keys), shape)


def randint(high, shape):
    return random.randint(next(keys), shape, 0, high)


def cross_entropy(logits, y):
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean()


def training(params, loss_of, optimizer):
    @functools.partial(jit, donate_argnums=(0, 1))
    def update(params, state):
        loss, g = value_and_grad(loss_of)(params)
        updates, state = optimizer.update(g, state, params)
        return optax.apply_updates(params, updates), state, loss

    box = [params, optimizer.init(params)]

    def step():
        box[0], box[1], loss = update(*box)
        return float(loss)

    return step


def sgd():
    return optax.sgd(0.01, momentum=0.9)


def adam():
    return optax.adam(1e-3)


def linear(i, o):
    return randn(o, i) / i**0.5, randn(o) / i**0.5


def apply(layer, x):
    return x @ layer[0].T + layer[1]


def mlp(sizes, activation, batch, optimizer, regression=False):
    layers = [linear(i, o) for i, o in zip(sizes, sizes[1:])]
    x = randn(batch, sizes[0])
    y = randn(batch, 1) if regression else randint(10, (batch,))

    def loss(layers):
        h = x
        for layer in layers[:-1]:
            h = activation(apply(layer, h))
        h = apply(layers[-1], h)
        return ((h - y) ** 2).mean() if regression else cross_entropy(h, y)

    return training(layers, loss, optimizer)


def cnn():
    layers = [
        (randn(16, 1, 3, 3) / 3, randn(16) / 3),
        (randn(32, 16, 3, 3) / 12, randn(32) / 12),
        linear(32 * 49, 10),
    ]
    x = randn(32, 1, 28, 28)
    y = randint(10, (32,))

    def convolve(layer, h):
        product = lax.conv_general_dilated(h, layer[0], (1, 1), "SAME")
        return nn.relu(product + layer[1][None, :, None, None])

    def pool(h):
        return lax.reduce_window(h, -np.inf, lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")

    def loss(layers):
        h = pool(convolve(layers[1], pool(convolve(layers[0], x))))
        return cross_entropy(apply(layers[2], h.reshape(32, -1)), y)

    return training(layers, loss, sgd())


def lstm():
    params = {
        "wi": randn(512, 64) / 11.3,
        "wh": randn(512, 128) / 11.3,
        "bi": randn(512) / 11.3,
        "bh": randn(512) / 11.3,
        "out": linear(128, 10),
    }
    x = randn(50, 32, 64)
    y = randint(10, (32,))

    def loss(p):
        def cell(state, xt):
            h, c = state
            gates = xt @ p["wi"].T + p["bi"] + h @ p["wh"].T + p["bh"]
            i, f, g, o = np.split(gates, 4, 1)
            c = nn.sigmoid(f) * c + nn.sigmoid(i) * np.tanh(g)
            return (nn.sigmoid(o) * np.tanh(c), c), None

        (h, _), _ = lax.scan(cell, (np.zeros((32, 128)), np.zeros((32, 128))), x)
        return cross_entropy(apply(p["out"], h), y)

    return training(params, loss, adam())


def layer_norm(scale, h):
    mean = h.mean(-1, keepdims=True)
    variance = h.var(-1, keepdims=True)
    return (h - mean) / np.sqrt(variance + 1e-5) * scale[0] + scale[1]


def transformer():
    params = {
        "embedding": randn(100, 128),
        "qkv": linear(128, 384),
        "attended": linear(128, 128),
        "wide": linear(128, 256),
        "narrow": linear(256, 128),
        "norm1": (np.ones(128), np.zeros(128)),
        "norm2": (np.ones(128), np.zeros(128)),
        "out": linear(128, 100),
    }
    x = randint(100, (16, 64))
    y = randint(100, (16 * 64,))

    def attend(p, h):
        q, k, v = [
            t.reshape(16, 64, 4, 32).transpose(0, 2, 1, 3)
            for t in np.split(apply(p["qkv"], h), 3, -1)
        ]
        heads = nn.softmax(q @ k.transpose(0, 1, 3, 2) / 32**0.5) @ v
        return apply(p["attended"], heads.transpose(0, 2, 1, 3).reshape(16, 64, 128))

    def loss(p):
        h = p["embedding"][x]
        h = layer_norm(p["norm1"], h + attend(p, h))
        h = layer_norm(p["norm2"], h + apply(p["narrow"], nn.relu(apply(p["wide"], h))))
        return cross_entropy(apply(p["out"], h).reshape(-1, 100), y)

    return training(params, loss, adam())


def towers(n, k=8, depth=4):
    ws = [[randn(n, n) / n**0.5 for _ in range(depth)] for _ in range(k)]
    x = randn(n, n)

    def loss(ws, x):
        total = 0
        for tower in ws:
            h = x
            for w in tower:
                h = np.tanh(h @ w)
            total = total + (h**2).mean()
        return total

    gradient = jit(grad(loss))

    def step():
        g = gradient(ws, x)
        return float(g[0][0].sum() + g[-1][-1].sum())

    return step


def elementwise(n):
    x, y = randn(n), randn(n)

    def loss(x, y):
        return nn.relu(nn.sigmoid(x * y + 0.5) * np.tanh(x) - y**2).mean()

    gradient = jit(grad(loss))
    return lambda: float(gradient(x, y).sum())


def chain(n):
    x = np.ones(4)

    def loss(x):
        h = x
        for _ in range(n):
            h = h * 1.0001
        return h.sum()

    gradient = jit(grad(loss))
    return lambda: float(gradient(x).sum())


def fan(n):
    w, xs = randn(32, 32), randn(n, 8, 32)

    def loss(w, xs):
        total = 0
        for i in range(n):
            total = total + np.tanh(xs[i] @ w).sum()
        return total

    gradient = jit(grad(loss))
    return lambda: float(gradient(w, xs).sum())


def polynomial():
    x = np.linspace(-3.14159, 3.14159, 2000)
    y = np.sin(x)

    def loss(w):
        return ((w[0] + w[1] * x + w[2] * x**2 + w[3] * x**3 - y) ** 2).sum()

    update = jit(lambda w: [a - 1e-6 * g for a, g in zip(w, grad(loss)(w))])
    box = [[0.1, 0.2, 0.3, 0.4]]

    def step():
        for _ in range(100):
            box[0] = update(box[0])
        return float(box[0][0])

    return step


def scalar_descent():
    gradient = grad(lambda x: ((3.0 - (x + 1.0)) ** 2).sum() / 2)
    update = jit(lambda x: x - 1e-3 * gradient(x))

    def step():
        x = np.array([0.4963])
        for _ in range(10_000):
            x = update(x)
        return float(x[0])

    return step


WORKLOADS = {
    "scalar_descent": scalar_descent,
    "polynomial": polynomial,
    "mlp_tiny": lambda: mlp([2, 16, 16, 1], np.tanh, 32, sgd(), regression=True),
    "mlp_mnist": lambda: mlp([784, 256, 10], nn.relu, 64, sgd()),
    "mlp_wide": lambda: mlp([1024, 1024, 1024, 10], nn.relu, 128, adam()),
    "cnn": cnn,
    "lstm": lstm,
    "transformer": transformer,
    **{f"towers_{n}": lambda n=n: towers(n) for n in (32, 64, 128, 256)},
    **{f"elementwise_{n}": lambda n=n: elementwise(n) for n in (1000, 100_000, 4_000_000)},
    "chain_100": lambda: chain(100),
    "fan_200": lambda: fan(200),
}

timing.run(f"JAX {jax.__version__}", WORKLOADS, options)
