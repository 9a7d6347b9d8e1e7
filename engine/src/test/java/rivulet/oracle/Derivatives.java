package rivulet.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.BackwardOptions;
import rivulet.Tensor;
import rivulet.Tensors;

/// The gradients, and the gradients of gradients, that a case names.
final class Derivatives {
  private final JsonObject json;
  private final List<Integer> leaves;
  private final List<Tensor> inputs;

  Derivatives(JsonObject json, List<Tensor> tensors) {
    this.json = json;
    this.leaves = json.getAsJsonObject("grads").keySet().stream().map(Integer::valueOf).toList();
    this.inputs = leaves.stream().map(tensors::get).toList();
  }

  /// What differs, or null where nothing does.
  @Nullable String difference(List<Tensor> outputs) {
    boolean again = json.has("second_grads");
    List<Tensor> roots = new ArrayList<>();
    List<Tensor> cotangents = new ArrayList<>();
    for (var entry : json.getAsJsonObject("cotangents").entrySet()) {
      roots.add(outputs.get(Integer.parseInt(entry.getKey())));
      cotangents.add(TensorData.of(entry.getValue().getAsJsonObject()).tensor());
    }
    List<@Nullable Tensor> first = gradients(roots, cotangents, again);
    String difference = compare("grad", Closeness.FIRST, json.getAsJsonObject("grads"), first);
    return difference == null && again ? secondDifference(first) : difference;
  }

  private @Nullable String secondDifference(List<@Nullable Tensor> first) {
    JsonObject weights = json.getAsJsonObject("grad_cotangents");
    List<Tensor> roots = new ArrayList<>();
    List<Tensor> cotangents = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Tensor root = first.get(i);
      String key = leaves.get(i).toString();
      if (root != null && root.requiresGrad() && weights.has(key)) {
        roots.add(root);
        cotangents.add(TensorData.of(weights.getAsJsonObject(key)).tensor());
      }
    }
    List<@Nullable Tensor> second = gradients(roots, cotangents, false);
    return compare("second grad", Closeness.SECOND, json.getAsJsonObject("second_grads"), second);
  }

  private List<@Nullable Tensor> gradients(
      List<Tensor> roots, List<Tensor> cotangents, boolean createGraph) {
    if (roots.isEmpty()) {
      return none();
    }
    BackwardOptions options =
        Tensors.options().gradient(cotangents.toArray(Tensor[]::new)).allowUnused();
    return Tensors.grad(roots, inputs, createGraph ? options.createGraph() : options);
  }

  private List<@Nullable Tensor> none() {
    List<@Nullable Tensor> none = new ArrayList<>();
    inputs.forEach(_ -> none.add(null));
    return none;
  }

  private @Nullable String compare(
      String what, Closeness closeness, JsonObject expected, List<@Nullable Tensor> actual) {
    for (int i = 0; i < leaves.size(); i++) {
      String name = what + " " + leaves.get(i);
      JsonElement want = expected.get(leaves.get(i).toString());
      String difference = compare(name, closeness, want, actual.get(i));
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  /// No gradient and a gradient of zeros mean the same: which of them it is depends on how a
  /// derivative was written, not on what it is.
  private static @Nullable String compare(
      String name, Closeness closeness, @Nullable JsonElement want, @Nullable Tensor have) {
    if (want == null || want.isJsonNull()) {
      return have == null || isZero(have) ? null : name + " is not expected";
    }
    TensorData expected = TensorData.of(want.getAsJsonObject());
    if (have == null) {
      return isZero(expected.tensor()) ? null : name + " is missing";
    }
    return closeness.difference(name, expected, have);
  }

  private static boolean isZero(Tensor tensor) {
    return !tensor.detach().ne(0L).any().itemBoolean();
  }
}
