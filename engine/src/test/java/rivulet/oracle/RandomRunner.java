package rivulet.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.TensorArrays;
import rivulet.Tensors;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.nn.Module;

/// Runs a case of `random`: a seed and the calls after it. float32 and integers agree to the bit,
/// float64 within 3 ulp of the summands (its normals come from the platform's `log` and `sin`).
final class RandomRunner {
  private static final int FLOAT64_ULPS = 3;
  private static final ModuleTable MODULES = new ModuleTable();

  /// A call on nothing, or on what the call before it in the chain gave.
  private record Draw(List<Signature> signatures, Function<Arguments, Tensor> call) {
    static Draw of(String signature, Function<Arguments, Tensor> call) {
      return new Draw(Signature.all(signature), call);
    }
  }

  private static final Map<String, Draw> DRAWS =
      Map.of(
          "torch.rand", Draw.of("*size; dtype?", a -> Tensors.rand(a.sizes("size"), dtype(a))),
          "torch.randn", Draw.of("*size; dtype?", a -> Tensors.randn(a.sizes("size"), dtype(a))),
          "torch.empty", Draw.of("*size; dtype?", a -> Tensors.zeros(a.sizes("size"), dtype(a))),
          "torch.randint",
              Draw.of("high, size; dtype? | low, high, size; dtype?", RandomRunner::randint),
          "torch.randperm", Draw.of("n; dtype?", RandomRunner::randperm),
          "uniform_",
              Draw.of(
                  "input, from?, to?",
                  a -> a.tensor("input").uniform_(real(a, "from", 0), real(a, "to", 1))),
          "normal_",
              Draw.of(
                  "input, mean?, std?",
                  a -> a.tensor("input").normal_(real(a, "mean", 0), real(a, "std", 1))));

  Outcome run(JsonObject json) {
    JsonArray calls = json.getAsJsonArray("calls");
    JsonArray expected = json.getAsJsonArray("values");
    calls.forEach(RandomRunner::requireMapped);
    Tensors.manualSeed(json.get("seed").getAsLong());
    for (int i = 0; i < calls.size(); i++) {
      JsonArray chain = calls.get(i).getAsJsonObject().getAsJsonArray("chain");
      Tensor drawn = chain(chain);
      String difference =
          difference(
              "value " + i, TensorData.of(expected.get(i).getAsJsonObject()), drawn, mean(chain));
      if (difference != null) {
        return Outcome.failed(difference);
      }
    }
    return Outcome.PASS;
  }

  private static void requireMapped(JsonElement call) {
    JsonArray chain = call.getAsJsonObject().getAsJsonArray("chain");
    if (isParameter(chain)) {
      return;
    }
    for (JsonElement link : chain) {
      JsonObject step = link.getAsJsonObject();
      if (!step.has("fn") || !DRAWS.containsKey(step.get("fn").getAsString())) {
        throw new Outcome.Unmapped(step.toString());
      }
    }
  }

  /// What `normal_` adds to its numbers, else 0.
  private static double mean(JsonArray chain) {
    if (isParameter(chain)) return 0;
    JsonObject last = chain.get(chain.size() - 1).getAsJsonObject();
    JsonArray args = last.getAsJsonArray("args");
    boolean shifts = last.get("fn").getAsString().equals("normal_") && !args.isEmpty();
    return shifts ? args.get(0).getAsDouble() : 0;
  }

  /// Whether a module is made and asked for one of its parameters.
  private static boolean isParameter(JsonArray chain) {
    return chain.size() == 2 && chain.get(1).getAsJsonObject().has("attribute");
  }

  private static Tensor parameter(JsonArray chain) {
    JsonObject make = chain.get(0).getAsJsonObject();
    Values values = new Values(List.of());
    Module module =
        MODULES.make(
            make.get("fn").getAsString().replace("nn.", ""),
            values.list(make.getAsJsonArray("args")),
            values.map(make.getAsJsonObject("kwargs")));
    String name = chain.get(1).getAsJsonObject().get("attribute").getAsString();
    return Objects.requireNonNull(module.namedParameters().get(name));
  }

  private static Tensor chain(JsonArray chain) {
    if (isParameter(chain)) {
      return parameter(chain);
    }
    Tensor made = null;
    for (JsonElement link : chain) {
      made = step(link.getAsJsonObject(), made);
    }
    return Objects.requireNonNull(made, "an empty chain");
  }

  private static Tensor step(JsonObject step, @Nullable Tensor on) {
    Draw draw = Objects.requireNonNull(DRAWS.get(step.get("fn").getAsString()));
    Values values = new Values(List.of());
    List<@Nullable Object> args = new ArrayList<>(values.list(step.getAsJsonArray("args")));
    if (on != null) {
      args.addFirst(on);
    }
    Map<String, @Nullable Object> kwargs = values.map(step.getAsJsonObject("kwargs"));
    for (Signature signature : draw.signatures()) {
      Arguments bound = signature.bind(args, kwargs);
      if (bound != null) {
        return draw.call().apply(bound);
      }
    }
    throw new Outcome.Unmapped(step.toString());
  }

  private static @Nullable String difference(
      String name, TensorData expected, Tensor actual, double mean) {
    NDArray values = TensorArrays.array(actual);
    return values.dtype() == DType.FLOAT64
            && Arrays.equals(values.shape().toArray(), expected.shape())
        ? ulps(name, expected.array().toDoubles(), values.toDoubles(), mean)
        : Closeness.EXACT.difference(name, expected, actual);
  }

  private static @Nullable String ulps(
      String name, double[] expected, double[] actual, double mean) {
    for (int i = 0; i < actual.length; i++) {
      if (Math.abs(actual[i] - expected[i])
          > FLOAT64_ULPS * Math.max(Math.ulp(expected[i]), Math.ulp(mean))) {
        return "%s[%d] is %s, expected %s".formatted(name, i, actual[i], expected[i]);
      }
    }
    return null;
  }

  private static Tensor randint(Arguments a) {
    long low = a.has("low") ? a.integer("low") : 0;
    DType dtype = a.dtype();
    return Tensors.randint(
        low, a.integer("high"), a.sizes("size"), dtype == null ? DType.INT64 : dtype);
  }

  private static Tensor randperm(Arguments a) {
    DType dtype = a.dtype();
    return dtype == null ? Tensors.randperm(a.size("n")) : Tensors.randperm(a.size("n"), dtype);
  }

  private static double real(Arguments a, String name, long otherwise) {
    return a.number(name, otherwise).doubleValue();
  }

  private static DType dtype(Arguments a) {
    DType given = a.dtype();
    return given == null ? Tensors.getDefaultDtype() : given;
  }
}
