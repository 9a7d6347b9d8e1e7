package rivulet.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import rivulet.Parameter;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.array.DType;

/// A part of a network: parameters, buffers, other modules, and what they compute together.
///
/// A subclass has them as fields, which are found by themselves, in the order of their declaration,
/// and computes in `forward`. Names are PyTorch's: the field `selfAttn` is `self_attn` in
/// `stateDict`. As `torch.nn.Module`.
///
/// ```
/// class Net extends Module {
///   final Linear hidden = new Linear(2, 16);
///   final Linear out = new Linear(16, 1);
///
///   @Override
///   public Tensor forward(Tensor x) {
///     return out.forward(hidden.forward(x).relu());
///   }
/// }
/// ```
@SuppressWarnings("JavaLangClash") // PyTorch's name
public abstract class Module {
  private final Members members = new Members();
  private boolean training = true;

  /// A module in training.
  protected Module() {}

  /// What it computes from an input.
  ///
  /// @throws UnsupportedOperationException if it takes other inputs than one tensor
  public Tensor forward(Tensor input) {
    throw new UnsupportedOperationException(
        "Module [%s] is missing the required \"forward\" function".formatted(name()));
  }

  // ---- what it consists of

  /// Makes a tensor one of its parameters, for who has no field of that name.
  protected final void registerParameter(String name, Parameter parameter) {
    members.add(name, parameter);
  }

  /// Makes a tensor part of its state that is not learned.
  protected final void registerBuffer(String name, Tensor buffer) {
    members.add(name, buffer);
  }

  /// Makes a module part of it, for who has no field of that name.
  protected final void registerModule(String name, Module module) {
    members.add(name, module);
  }

  /// Its own parts by name, in order.
  public final Map<String, Module> namedChildren() {
    return members.of(this, Module.class);
  }

  /// All parameters, its own and those of its parts, each once.
  public final List<Tensor> parameters() {
    return List.copyOf(namedParameters().values());
  }

  /// All parameters by name: `hidden.weight`; one that two parts share by its first.
  public final Map<String, Parameter> namedParameters() {
    Map<String, Parameter> found = new LinkedHashMap<>();
    collect("", Parameter.class, found);
    Set<Parameter> seen = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    found.values().removeIf(parameter -> !seen.add(parameter));
    return found;
  }

  /// All buffers by name.
  public final Map<String, Tensor> namedBuffers() {
    Map<String, Tensor> found = new LinkedHashMap<>();
    collect("", Tensor.class, found);
    found.values().removeIf(Parameter.class::isInstance);
    return found;
  }

  /// Its parameters and buffers, and those of its parts, without history, in the same memory.
  public final Map<String, Tensor> stateDict() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    collectState("", state);
    state.replaceAll((name, tensor) -> tensor.detach());
    return state;
  }

  /// Copies values into its parameters and buffers, all of them by name.
  ///
  /// @throws IllegalArgumentException if names are missing or not expected, or a shape differs;
  ///   nothing has changed then
  public final void loadStateDict(Map<String, Tensor> state) {
    Map<String, Tensor> own = stateDict();
    String problems = problems(own, state);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Error(s) in loading state_dict for " + name() + ":" + problems);
    }
    Tensors.noGrad(
        () -> own.forEach((name, tensor) -> tensor.copy_(Objects.requireNonNull(state.get(name)))));
  }

  private static String problems(Map<String, Tensor> own, Map<String, Tensor> given) {
    StringBuilder text = new StringBuilder();
    Set<String> unexpected = new TreeSet<>(given.keySet());
    unexpected.removeAll(own.keySet());
    Set<String> missing = new TreeSet<>(own.keySet());
    missing.removeAll(given.keySet());
    if (!unexpected.isEmpty())
      text.append("\n\tUnexpected key(s) in state_dict: ").append(unexpected);
    if (!missing.isEmpty()) text.append("\n\tMissing key(s) in state_dict: ").append(missing);
    own.forEach((name, tensor) -> text.append(mismatch(name, tensor, given.get(name))));
    return text.toString();
  }

  private static String mismatch(
      String name, Tensor own, @org.jspecify.annotations.Nullable Tensor given) {
    if (given == null || given.shape().equals(own.shape())) return "";
    return "\n\tsize mismatch for %s: copying a param with shape %s from checkpoint, the shape in current model is %s."
        .formatted(name, given.shape(), own.shape());
  }

  private <T extends Tensor> void collect(String prefix, Class<T> kind, Map<String, T> into) {
    members.of(this, kind).forEach((name, member) -> into.put(prefix + name, member));
    namedChildren().forEach((name, child) -> child.collect(prefix + name + ".", kind, into));
  }

  /// Parameters before buffers, both before the parts.
  private void collectState(String prefix, Map<String, Tensor> into) {
    members.of(this, Parameter.class).forEach((name, member) -> into.put(prefix + name, member));
    members
        .of(this, Tensor.class)
        .forEach((name, member) -> into.putIfAbsent(prefix + name, member));
    namedChildren().forEach((name, child) -> child.collectState(prefix + name + ".", into));
  }

  // ---- what it does

  /// Whether it is in training, which dropout and the like ask for.
  public final boolean training() {
    return training;
  }

  /// Puts it and its parts into training.
  public final Module train() {
    return train(true);
  }

  /// Puts it and its parts into training, or out of it.
  public final Module train(boolean training) {
    this.training = training;
    namedChildren().values().forEach(child -> child.train(training));
    return this;
  }

  /// Takes it and its parts out of training.
  public final Module eval() {
    return train(false);
  }

  /// Drops the gradients of all parameters.
  public final void zeroGrad() {
    parameters().forEach(parameter -> parameter.setGrad(null));
  }

  /// Switches whether gradients of its parameters are computed.
  @SuppressWarnings("MemberName") // the trailing underscore
  public final Module requiresGrad_(boolean requiresGrad) {
    parameters().forEach(parameter -> parameter.requiresGrad_(requiresGrad));
    return this;
  }

  /// Brings floating parameters and buffers, and those of its parts, to another dtype.
  public final Module to(DType dtype) {
    try (var _ = Tensors.noGrad()) {
      members.replaceAll(this, dtype);
    }
    namedChildren().values().forEach(child -> child.to(dtype));
    return this;
  }

  // ---- its text

  /// What stands in the parentheses after its name, for a module without parts.
  protected String extraRepr() {
    return "";
  }

  /// Its class's name.
  protected String name() {
    return getClass().getSimpleName();
  }

  /// PyTorch's text of it: `Linear(in_features=2, out_features=3, bias=True)`, parts on lines of
  /// their own.
  @Override
  public final String toString() {
    List<String> lines = new ArrayList<>();
    if (!extraRepr().isEmpty()) lines.add(extraRepr());
    boolean parts = !namedChildren().isEmpty();
    namedChildren().forEach((name, child) -> lines.add("(" + name + "): " + child));
    if (!parts) return name() + "(" + String.join("", lines) + ")";
    return name() + "(\n  " + String.join("\n", lines).replace("\n", "\n  ") + "\n)";
  }
}
