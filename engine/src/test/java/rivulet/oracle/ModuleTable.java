package rivulet.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rivulet.Option;
import rivulet.Tensor;
import rivulet.nn.Conv2d;
import rivulet.nn.CrossEntropyLoss;
import rivulet.nn.Dropout;
import rivulet.nn.Embedding;
import rivulet.nn.Flatten;
import rivulet.nn.GELU;
import rivulet.nn.L1Loss;
import rivulet.nn.LSTM;
import rivulet.nn.LayerNorm;
import rivulet.nn.LeakyReLU;
import rivulet.nn.Linear;
import rivulet.nn.LogSoftmax;
import rivulet.nn.MSELoss;
import rivulet.nn.MaxPool2d;
import rivulet.nn.Module;
import rivulet.nn.MultiheadAttention;
import rivulet.nn.NLLLoss;
import rivulet.nn.ReLU;
import rivulet.nn.SiLU;
import rivulet.nn.Sigmoid;
import rivulet.nn.Softmax;
import rivulet.nn.Softplus;
import rivulet.nn.Tanh;
import rivulet.nn.TransformerEncoderLayer;

/// From PyTorch's module names to Java constructors: one entry a module, for all its cases.
final class ModuleTable {
  /// Options that are given for every dimension, or once.
  private static final Set<String> BY_DIMENSION = Set.of("stride", "padding", "dilation");

  private record Entry(Signature signature, Function<Arguments, Module> make) {}

  private final Map<String, Entry> entries = new HashMap<>();

  ModuleTable() {
    layers();
    activations();
    losses();
  }

  /// A new module.
  ///
  /// @throws Outcome.Unmapped where Java has none that takes these arguments
  Module make(String name, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new Outcome.Unmapped(name);
    }
    Arguments bound = entry.signature.bind(args, kwargs);
    if (bound == null) {
      throw new Outcome.Unmapped("arguments " + kwargs.keySet());
    }
    return entry.make.apply(bound);
  }

  /// What a module gives.
  static List<Tensor> outputs(Module module, List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return switch (module) {
      case MSELoss loss -> List.of(loss.forward(x, inputs.get(1)));
      case L1Loss loss -> List.of(loss.forward(x, inputs.get(1)));
      case NLLLoss loss -> List.of(loss.forward(x, inputs.get(1)));
      case CrossEntropyLoss loss -> List.of(loss.forward(x, inputs.get(1)));
      case LSTM lstm ->
          outputs(inputs.size() == 1 ? lstm.run(x) : lstm.run(x, inputs.get(1), inputs.get(2)));
      case MultiheadAttention attention -> {
        var output = attention.forward(x, inputs.get(1), inputs.get(2));
        yield List.of(output.output(), output.weights());
      }
      default -> List.of(module.forward(x));
    };
  }

  private static List<Tensor> outputs(LSTM.Output output) {
    return List.of(output.output(), output.hidden(), output.cell());
  }

  private void layers() {
    add(
        "Linear",
        "in_features, out_features, bias?",
        a -> new Linear(a.size("in_features"), a.size("out_features"), options(a, "bias")));
    add(
        "Conv2d",
        "in_channels, out_channels, kernel_size, stride?, padding?, dilation?, groups?, bias?",
        a ->
            new Conv2d(
                a.size("in_channels"),
                a.size("out_channels"),
                pair(a, "kernel_size"),
                options(a, "stride", "padding", "dilation", "groups", "bias")));
    add(
        "MaxPool2d",
        "kernel_size, stride?, padding?, dilation?, ceil_mode?",
        a ->
            new MaxPool2d(
                pair(a, "kernel_size"), options(a, "stride", "padding", "dilation", "ceil_mode")));
    add(
        "LayerNorm",
        "normalized_shape, eps?, elementwise_affine?, bias?",
        a ->
            new LayerNorm(
                a.isList("normalized_shape")
                    ? a.sizes("normalized_shape")
                    : new int[] {a.size("normalized_shape")},
                options(a, "eps", "elementwise_affine", "bias")));
    add(
        "Embedding",
        "num_embeddings, embedding_dim, padding_idx?",
        a ->
            new Embedding(
                a.size("num_embeddings"), a.size("embedding_dim"), options(a, "padding_idx")));
    add(
        "LSTM",
        "input_size, hidden_size, num_layers?, bias?, batch_first?, dropout?, bidirectional?",
        a ->
            new LSTM(
                a.size("input_size"),
                a.size("hidden_size"),
                options(a, "num_layers", "bias", "batch_first", "dropout", "bidirectional")));
    add(
        "MultiheadAttention",
        "embed_dim, num_heads, dropout?, bias?; batch_first?",
        a ->
            new MultiheadAttention(
                a.size("embed_dim"),
                a.size("num_heads"),
                options(a, "dropout", "bias", "batch_first")));
    add(
        "TransformerEncoderLayer",
        "d_model, nhead, dim_feedforward?, dropout?, activation?, layer_norm_eps?, batch_first?, norm_first?, bias?",
        a ->
            new TransformerEncoderLayer(
                a.size("d_model"),
                a.size("nhead"),
                a.size("dim_feedforward", 2048),
                options(
                    a,
                    "dropout",
                    "activation",
                    "layer_norm_eps",
                    "batch_first",
                    "norm_first",
                    "bias")));
    add(
        "Flatten",
        "start_dim?, end_dim?",
        a -> new Flatten(a.size("start_dim", 1), a.size("end_dim", -1)));
  }

  private void activations() {
    add("ReLU", "inplace?", a -> new ReLU(options(a, "inplace")));
    add("SiLU", "inplace?", a -> new SiLU(options(a, "inplace")));
    add(
        "LeakyReLU",
        "negative_slope?, inplace?",
        a -> new LeakyReLU(options(a, "negative_slope", "inplace")));
    add("GELU", "approximate?", a -> new GELU(options(a, "approximate")));
    add("Softplus", "beta?, threshold?", a -> new Softplus(options(a, "beta", "threshold")));
    add("Tanh", "unused?", a -> new Tanh());
    add("Sigmoid", "unused?", a -> new Sigmoid());
    add("Softmax", "dim", a -> new Softmax(a.size("dim")));
    add("LogSoftmax", "dim", a -> new LogSoftmax(a.size("dim")));
    add("Dropout", "p?", a -> new Dropout(a.has("p") ? a.number("p").doubleValue() : 0.5));
  }

  private void losses() {
    add("MSELoss", "reduction?", a -> new MSELoss(options(a, "reduction")));
    add("L1Loss", "reduction?", a -> new L1Loss(options(a, "reduction")));
    add(
        "NLLLoss",
        "weight?; ignore_index?, reduction?",
        a -> new NLLLoss(options(a, "weight", "ignore_index", "reduction")));
    add(
        "CrossEntropyLoss",
        "weight?; ignore_index?, reduction?, label_smoothing?",
        a ->
            new CrossEntropyLoss(
                options(a, "weight", "ignore_index", "reduction", "label_smoothing")));
  }

  private void add(String name, String signature, Function<Arguments, Module> make) {
    entries.put(name, new Entry(Signature.of(signature), make));
  }

  private static int[] pair(Arguments a, String name) {
    return a.isList(name) ? a.sizes(name) : new int[] {a.size(name), a.size(name)};
  }

  /// Those of these arguments that are given, as Java's options.
  static Option[] options(Arguments a, String... names) {
    List<Option> options = new ArrayList<>();
    for (String name : names) {
      if (a.has(name)) {
        options.add(option(a, name));
      }
    }
    return options.toArray(Option[]::new);
  }

  private static Option option(Arguments a, String name) {
    Object value = a.value(name);
    Object java =
        switch (value) {
          case List<?> list when list.getFirst() instanceof Double -> numbers(list);
          case List<?> _ -> a.sizes(name);
          case Long size when BY_DIMENSION.contains(name) -> new int[] {Math.toIntExact(size)};
          default -> value;
        };
    return new Option(camel(name), java);
  }

  private static double[] numbers(List<?> list) {
    return list.stream().mapToDouble(e -> e instanceof Number n ? n.doubleValue() : 0).toArray();
  }

  private static String camel(String name) {
    String[] words = name.split("_", -1);
    StringBuilder camel = new StringBuilder(words[0]);
    Arrays.stream(words)
        .skip(1)
        .forEach(
            word -> camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
    return camel.toString();
  }
}
