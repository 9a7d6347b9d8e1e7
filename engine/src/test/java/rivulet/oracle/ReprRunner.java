package rivulet.oracle;

import com.google.gson.JsonElement;
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
    Tensors.setPrintOptions(of(options));
    try {
      return tensor.toString();
    } finally {
      Tensors.setPrintOptions(PrintOptions.DEFAULT);
    }
  }

  /// What is not given stays as it is by default; `profile` stands for several at once.
  private static PrintOptions of(JsonObject given) {
    PrintOptions options = PrintOptions.DEFAULT;
    for (String name : given.keySet()) {
      JsonElement value = given.get(name);
      options =
          switch (name) {
            case "profile" -> profile(value.getAsString());
            case "precision" -> options.precision(value.getAsInt());
            case "threshold" -> options.threshold(value.getAsInt());
            case "edgeitems" -> options.edgeitems(value.getAsInt());
            case "linewidth" -> options.linewidth(value.getAsInt());
            case "sci_mode" -> options.sciMode(value.isJsonNull() ? null : value.getAsBoolean());
            default -> throw new Outcome.Unmapped("option " + name);
          };
    }
    return options;
  }

  private static PrintOptions profile(String name) {
    return switch (name) {
      case "short" -> PrintOptions.DEFAULT.precision(2).edgeitems(2);
      case "full" -> PrintOptions.DEFAULT.threshold(Integer.MAX_VALUE);
      default -> PrintOptions.DEFAULT;
    };
  }
}
