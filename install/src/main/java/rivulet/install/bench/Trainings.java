package rivulet.install.bench;

import static rivulet.Options.batchFirst;
import static rivulet.Options.dropout;
import static rivulet.Options.lr;
import static rivulet.Options.momentum;
import static rivulet.Options.padding;
import static rivulet.Tensors.randint;
import static rivulet.Tensors.randn;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import rivulet.Tensor;
import rivulet.nn.Conv2d;
import rivulet.nn.Embedding;
import rivulet.nn.Flatten;
import rivulet.nn.LSTM;
import rivulet.nn.Linear;
import rivulet.nn.MaxPool2d;
import rivulet.nn.Module;
import rivulet.nn.ReLU;
import rivulet.nn.Sequential;
import rivulet.nn.Tanh;
import rivulet.nn.TransformerEncoderLayer;
import rivulet.optim.Adam;
import rivulet.optim.Optimizer;
import rivulet.optim.SGD;

/// Workloads that train a network: a step is forward, backward, update.
final class Trainings {
  private Trainings() {}

  static List<Workload> all() {
    return List.of(
        new Workload("mlp_tiny", Trainings::tiny),
        new Workload("mlp_mnist", Trainings::mnist),
        new Workload("mlp_wide", Trainings::wide),
        new Workload("cnn", Trainings::cnn),
        new Workload("lstm", Trainings::lstm),
        new Workload("transformer", Trainings::transformer));
  }

  private static DoubleSupplier tiny() {
    Module model =
        new Sequential(
            new Linear(2, 16), new Tanh(), new Linear(16, 16), new Tanh(), new Linear(16, 1));
    return training(model, () -> randn(32, 2), () -> randn(32, 1), Tensor::mseLoss, Trainings::sgd);
  }

  private static DoubleSupplier mnist() {
    Module model = new Sequential(new Linear(784, 256), new ReLU(), new Linear(256, 10));
    return classes(model, () -> randn(64, 784), () -> randint(0, 10, 64), Trainings::sgd);
  }

  private static DoubleSupplier wide() {
    Module model =
        new Sequential(
            new Linear(1024, 1024),
            new ReLU(),
            new Linear(1024, 1024),
            new ReLU(),
            new Linear(1024, 10));
    return classes(model, () -> randn(128, 1024), () -> randint(0, 10, 128), Trainings::adam);
  }

  private static DoubleSupplier cnn() {
    Module model =
        new Sequential(
            new Conv2d(1, 16, 3, padding(1)),
            new ReLU(),
            new MaxPool2d(2),
            new Conv2d(16, 32, 3, padding(1)),
            new ReLU(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(32 * 49, 10));
    return classes(model, () -> randn(32, 1, 28, 28), () -> randint(0, 10, 32), Trainings::sgd);
  }

  private static DoubleSupplier lstm() {
    return classes(
        new LastStep(), () -> randn(32, 50, 64), () -> randint(0, 10, 32), Trainings::adam);
  }

  private static DoubleSupplier transformer() {
    return classes(
        new Encoder(),
        () -> randint(0, 100, 16, 64),
        () -> randint(0, 100, 16 * 64),
        Trainings::adam);
  }

  private static final class LastStep extends Module {
    private final LSTM lstm = new LSTM(64, 128, batchFirst(true));
    private final Linear out = new Linear(128, 10);

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(lstm.forward(x).select(1, -1));
    }
  }

  private static final class Encoder extends Module {
    private final Embedding embedding = new Embedding(100, 128);
    private final TransformerEncoderLayer layer =
        new TransformerEncoderLayer(128, 4, 256, dropout(0), batchFirst(true));
    private final Linear out = new Linear(128, 100);

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(layer.forward(embedding.forward(x))).flatten(0, 1);
    }
  }

  private static Optimizer<?> sgd(Module model) {
    return new SGD(model.parameters(), lr(.01), momentum(.9));
  }

  private static Optimizer<?> adam(Module model) {
    return new Adam(model.parameters(), lr(1e-3));
  }

  private static DoubleSupplier classes(
      Module model,
      Supplier<Tensor> inputs,
      Supplier<Tensor> targets,
      Function<Module, Optimizer<?>> optimizer) {
    return training(model, inputs, targets, Tensor::crossEntropy, optimizer);
  }

  private static DoubleSupplier training(
      Module model,
      Supplier<Tensor> inputs,
      Supplier<Tensor> targets,
      BinaryOperator<Tensor> loss,
      Function<Module, Optimizer<?>> make) {
    Tensor x = inputs.get();
    Tensor y = targets.get();
    Optimizer<?> optimizer = make.apply(model);
    return () -> {
      optimizer.zeroGrad();
      Tensor l = loss.apply(model.forward(x), y);
      l.backward();
      optimizer.step();
      return l.item();
    };
  }
}
