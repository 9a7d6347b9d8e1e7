package rivulet.oracle;

import com.google.gson.JsonObject;
import rivulet.PrintOptions;
import rivulet.Tensor;
import rivulet.Tensors;

/// Runs a case of `repr`: a tensor prints as PyTorch prints it, to the letter.
final class ReprRunner {
  Outcome run(JsonObject json) {
    Tensor tensor = TensorData.of(json.getAsJsonObject("tensor")).tensor();
    if (json.get("requires_grad").getAsBoolean()) {
      tensor.requiresGrad_();
    }
    String expected = json.get("repr").getAsString();
    String actual =
        json.has("options") ? print(tensor, json.getAsJsonObject("options")) : tensor.toString();
    return actual.equals(expected)
        ? Outcome.PASS
        : Outcome.failed("prints '" + actual + "', expected '" + expected + "'");
  }

  private static String print(Tensor tensor, JsonObject options) {
    Tensors.setPrintOptions(
        PrintOptions.DEFAULT
            .precision(options.get("precision").getAsInt())
            .sciMode(options.get("sci_mode").getAsBoolean()));
    try {
      return tensor.toString();
    } finally {
      Tensors.setPrintOptions(PrintOptions.DEFAULT);
    }
  }
}
