package rivulet;

/// A tensor that a module learns: it requires a gradient, and its module knows it by name. As
/// `torch.nn.Parameter`.
public final class Parameter extends Tensor {
  /// A parameter in the memory of a tensor.
  public Parameter(Tensor data) {
    this(data, true);
  }

  /// A parameter in the memory of a tensor, which requires a gradient or not.
  public Parameter(Tensor data, boolean requiresGrad) {
    super(data.array());
    requiresGrad_(requiresGrad);
  }

  /// PyTorch's text of it: `Parameter containing:` and the tensor's below.
  @Override
  public String toString() {
    return "Parameter containing:\n" + super.toString();
  }
}
