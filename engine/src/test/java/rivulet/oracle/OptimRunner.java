package rivulet.oracle;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.Option;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.optim.Adam;
import rivulet.optim.AdamW;
import rivulet.optim.Optimizer;
import rivulet.optim.SGD;

/// Runs a case of `optim`: twelve steps of one loss, from the same start.
final class OptimRunner {
  private static final String LOSS = "mean((a @ w * k - b)^2) + 0.01 * sum(exp(w))";
  private static final Closeness TRAJECTORY = new Closeness(1e-10, 1e-4, 1e-2);

  /// How an optimizer is made.
  @FunctionalInterface
  private interface Make {
    Optimizer<?> of(List<Tensor> parameters, Option[] options);
  }

  private record Entry(Signature options, Make make) {}

  private static final String ADAM = "lr?, betas?, eps?, weight_decay?, amsgrad?; maximize?";

  private static final Map<String, Entry> OPTIMIZERS =
      Map.of(
          "SGD",
          new Entry(
              Signature.of("lr?, momentum?, dampening?, weight_decay?, nesterov?; maximize?"),
              SGD::new),
          "Adam",
          new Entry(Signature.of(ADAM), Adam::new),
          "AdamW",
          new Entry(Signature.of(ADAM), AdamW::new));

  Outcome run(JsonObject json) {
    Entry entry = OPTIMIZERS.get(json.get("optimizer").getAsString());
    if (entry == null || !json.get("loss").getAsString().equals(LOSS)) {
      return Outcome.UNMAPPED;
    }
    Arguments options =
        entry.options.bind(List.of(), new Values(List.of()).map(json.getAsJsonObject("options")));
    if (options == null) {
      return Outcome.UNMAPPED;
    }
    Tensor w = tensor(json, "w0").requiresGrad_();
    Tensor k = tensor(json, "k0").requiresGrad_();
    Optimizer<?> optimizer = entry.make.of(List.of(w, k), all(options));
    String difference = steps(json, optimizer, w, k);
    return difference == null ? Outcome.PASS : Outcome.failed(difference);
  }

  private static Option[] all(Arguments options) {
    return ModuleTable.options(
        options,
        "lr",
        "momentum",
        "dampening",
        "weight_decay",
        "nesterov",
        "maximize",
        "betas",
        "eps",
        "amsgrad");
  }

  private static @Nullable String steps(
      JsonObject json, Optimizer<?> optimizer, Tensor w, Tensor k) {
    Tensor a = tensor(json, "a");
    Tensor b = tensor(json, "b");
    int steps = json.getAsJsonArray("losses").size();
    for (int i = 0; i < steps; i++) {
      optimizer.zeroGrad();
      Tensor loss = a.matmul(w).mul(k).sub(b).square().mean().add(w.exp().sum().mul(0.01));
      loss.backward();
      optimizer.step();
      String difference = difference(json, i, loss, w, k);
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static @Nullable String difference(
      JsonObject json, int step, Tensor loss, Tensor w, Tensor k) {
    double expected = Values.number(json.getAsJsonArray("losses").get(step).getAsString());
    double bound = loss.dtype() == Tensors.float64 ? 1e-10 : 1e-4;
    double actual = loss.item();
    if (Double.compare(actual, expected) != 0
        && !(Math.abs(actual - expected) <= bound * Math.abs(expected))) {
      return "loss %d is %s, expected %s".formatted(step, loss.item(), expected);
    }
    String ofW = TRAJECTORY.difference("w " + step, data(json, "w", step), w);
    return ofW == null ? TRAJECTORY.difference("k " + step, data(json, "k", step), k) : ofW;
  }

  private static TensorData data(JsonObject json, String name, int step) {
    return TensorData.of(json.getAsJsonArray(name).get(step).getAsJsonObject());
  }

  private static Tensor tensor(JsonObject json, String name) {
    return TensorData.of(json.getAsJsonObject(name)).tensor();
  }
}
