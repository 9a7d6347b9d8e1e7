package rivulet.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.nn.Module;

/// Runs a case of `modules`: text, names and their order, outputs, gradients, state afterwards.
final class ModuleRunner {
  private final ModuleTable table = new ModuleTable();

  Outcome run(JsonObject json) {
    Values values = new Values(List.of());
    Module module =
        table.make(
            json.get("module").getAsString(),
            values.list(json.getAsJsonArray("args")),
            values.map(json.getAsJsonObject("kwargs")));
    module.to(TensorData.dtype(json.get("dtype").getAsString()));
    module.train(json.get("training").getAsBoolean());
    String difference = described(json, module);
    if (difference == null) {
      difference = computed(json, module);
    }
    return difference == null ? Outcome.PASS : Outcome.failed(difference);
  }

  private static @Nullable String described(JsonObject json, Module module) {
    String printed = json.get("printed").getAsString();
    if (!printed.equals(module.toString())) {
      return "prints " + module + ", expected " + printed;
    }
    List<String> names = names(json.getAsJsonArray("parameters"));
    List<String> own = List.copyOf(module.namedParameters().keySet());
    if (!names.equals(own)) {
      return "parameters are " + own + ", expected " + names;
    }
    List<String> expected = List.copyOf(json.getAsJsonObject("state").keySet());
    List<String> state = List.copyOf(module.stateDict().keySet());
    return expected.equals(state) ? null : "state is " + state + ", expected " + expected;
  }

  private static List<String> names(JsonArray json) {
    return json.asList().stream().map(JsonElement::getAsString).toList();
  }

  private static @Nullable String computed(JsonObject json, Module module) {
    module.loadStateDict(tensors(json.getAsJsonObject("state")));
    List<Tensor> inputs = inputs(json);
    List<Tensor> outputs = ModuleTable.outputs(module, inputs);
    JsonArray expected = json.getAsJsonArray("outputs");
    for (int i = 0; i < expected.size(); i++) {
      String difference = difference("output " + i, expected.get(i), outputs.get(i));
      if (difference != null) {
        return difference;
      }
    }
    backward(json, outputs);
    String difference = inputGradients(json, inputs);
    return difference == null ? parameters(json, module) : difference;
  }

  private static Map<String, Tensor> tensors(JsonObject json) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    json.entrySet()
        .forEach(
            e -> tensors.put(e.getKey(), TensorData.of(e.getValue().getAsJsonObject()).tensor()));
    return tensors;
  }

  private static List<Tensor> inputs(JsonObject json) {
    List<Tensor> inputs = new ArrayList<>();
    for (JsonElement input : json.getAsJsonArray("inputs")) {
      Tensor tensor = TensorData.of(input.getAsJsonObject()).tensor();
      inputs.add(tensor.dtype().isFloatingPoint() ? tensor.requiresGrad_() : tensor);
    }
    return inputs;
  }

  private static void backward(JsonObject json, List<Tensor> outputs) {
    JsonArray cotangents = json.getAsJsonArray("cotangents");
    Tensor total = Tensors.tensor(0.0, outputs.getFirst().dtype());
    for (int i = 0; i < cotangents.size(); i++) {
      JsonElement cotangent = cotangents.get(i);
      if (!cotangent.isJsonNull()) {
        Tensor weights = TensorData.of(cotangent.getAsJsonObject()).tensor();
        total = total.add(outputs.get(i).mul(weights).sum());
      }
    }
    total.backward();
  }

  private static @Nullable String inputGradients(JsonObject json, List<Tensor> inputs) {
    JsonArray expected = json.getAsJsonArray("input_grads");
    for (int i = 0; i < expected.size(); i++) {
      String difference = difference("input grad " + i, expected.get(i), inputs.get(i).grad());
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static @Nullable String parameters(JsonObject json, Module module) {
    for (var entry : json.getAsJsonObject("param_grads").entrySet()) {
      Tensor parameter = module.namedParameters().get(entry.getKey());
      Tensor grad = parameter == null ? null : parameter.grad();
      String difference = difference("grad of " + entry.getKey(), entry.getValue(), grad);
      if (difference != null) {
        return difference;
      }
    }
    for (var entry : json.getAsJsonObject("state_after").entrySet()) {
      Tensor state = module.stateDict().get(entry.getKey());
      String difference = difference(entry.getKey() + " afterwards", entry.getValue(), state);
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static @Nullable String difference(
      String name, JsonElement expected, @Nullable Tensor actual) {
    if (expected.isJsonNull()) {
      return null;
    }
    return actual == null
        ? name + " is missing"
        : Closeness.FIRST.difference(name, TensorData.of(expected.getAsJsonObject()), actual);
  }
}
