package rivulet.oracle;

import static rivulet.Options.batchFirst;
import static rivulet.Options.dropout;
import static rivulet.Options.lr;
import static rivulet.Options.momentum;
import static rivulet.Tensors.randint;
import static rivulet.Tensors.randn;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.nn.Embedding;
import rivulet.nn.LSTM;
import rivulet.nn.Linear;
import rivulet.nn.Module;
import rivulet.nn.ReLU;
import rivulet.nn.Sequential;
import rivulet.nn.TransformerEncoderLayer;
import rivulet.optim.Adam;
import rivulet.optim.Optimizer;
import rivulet.optim.SGD;

/// Runs a case of `training`: the losses of twenty steps from a seed.
final class TrainingRunner {
  private static final double BOUND = 1e-3;

  /// A model, its data and how it learns, made in this order.
  private record Training(Supplier<Tensor> loss, Optimizer<?> optimizer) {}

  private static final Map<String, Supplier<Training>> PROGRAMS =
      Map.of(
          "m = Linear(3,1); x = randn(50,3); y = x.sum(1,keepdim) * 2 + 1; mse_loss; SGD(lr=0.1)",
          TrainingRunner::linear,
          "m = Linear(4,3); x = randn(150,4); y = randint(0,3,(150,)); cross_entropy; SGD(lr=0.5,"
              + " momentum=0.9)",
          TrainingRunner::logistic,
          "m = Sequential(Linear(64,32), ReLU, Linear(32,10)); x = randn(100,64); y ="
              + " randint(0,10,(100,)); cross_entropy; Adam(lr=0.01)",
          TrainingRunner::mlp,
          "m = {LSTM(8,16,batch_first), Linear(16,3) on the last step}; x = randn(12,7,8); y ="
              + " randint(0,3,(12,)); cross_entropy; Adam(lr=0.01)",
          TrainingRunner::lstm,
          "m = {Embedding(20,16), TransformerEncoderLayer(16,2,32,dropout=0,batch_first),"
              + " Linear(16,20)}; x = randint(0,20,(4,10)); y = randint(0,20,(40,)); cross_entropy;"
              + " Adam(lr=0.005)",
          TrainingRunner::transformer);

  Outcome run(JsonObject json) {
    Supplier<Training> program = PROGRAMS.get(json.get("program").getAsString());
    if (program == null) {
      return Outcome.UNMAPPED;
    }
    Tensors.manualSeed(json.get("seed").getAsLong());
    Training training = program.get();
    JsonArray losses = json.getAsJsonArray("losses");
    for (int i = 0; i < losses.size(); i++) {
      double expected = losses.get(i).getAsDouble();
      double actual = step(training);
      if (Math.abs(actual - expected) > BOUND * Math.abs(expected)) {
        return Outcome.failed("loss %d is %s, expected %s".formatted(i, actual, expected));
      }
    }
    return Outcome.PASS;
  }

  private static double step(Training training) {
    training.optimizer.zeroGrad();
    Tensor loss = training.loss.get();
    loss.backward();
    training.optimizer.step();
    return loss.item();
  }

  private static Training linear() {
    Linear model = new Linear(3, 1);
    Tensor x = randn(50, 3);
    Tensor y = x.sum(1, true).mul(2).add(1);
    return new Training(() -> model.forward(x).mseLoss(y), new SGD(model.parameters(), lr(0.1)));
  }

  private static Training logistic() {
    Linear model = new Linear(4, 3);
    Tensor x = randn(150, 4);
    Tensor y = randint(0, 3, 150);
    return new Training(
        () -> model.forward(x).crossEntropy(y),
        new SGD(model.parameters(), lr(0.5), momentum(0.9)));
  }

  private static Training mlp() {
    Module model = new Sequential(new Linear(64, 32), new ReLU(), new Linear(32, 10));
    return classes(model, model::forward, () -> randn(100, 64), () -> randint(0, 10, 100), 0.01);
  }

  private static Training lstm() {
    LastStep model = new LastStep();
    return classes(model, model::forward, () -> randn(12, 7, 8), () -> randint(0, 3, 12), 0.01);
  }

  private static Training transformer() {
    Encoder model = new Encoder();
    return classes(
        model,
        x -> model.forward(x).flatten(0, 1),
        () -> randint(0, 20, 4, 10),
        () -> randint(0, 20, 40),
        0.005);
  }

  private static Training classes(
      Module model,
      Function<Tensor, Tensor> scores,
      Supplier<Tensor> inputs,
      Supplier<Tensor> targets,
      double rate) {
    Tensor x = inputs.get();
    Tensor y = targets.get();
    return new Training(
        () -> scores.apply(x).crossEntropy(y), new Adam(model.parameters(), lr(rate)));
  }

  private static final class LastStep extends Module {
    private final LSTM lstm = new LSTM(8, 16, batchFirst(true));
    private final Linear out = new Linear(16, 3);

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(lstm.forward(x).select(1, -1));
    }
  }

  private static final class Encoder extends Module {
    private final Embedding embedding = new Embedding(20, 16);
    private final TransformerEncoderLayer layer =
        new TransformerEncoderLayer(16, 2, 32, dropout(0), batchFirst(true));
    private final Linear out = new Linear(16, 20);

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(layer.forward(embedding.forward(x)));
    }
  }
}
