package rivulet.nn;

import rivulet.Tensor;
import rivulet.Tensors;

/// How parameters start: each fills a tensor without recording and returns it. As `torch.nn.init`.
@SuppressWarnings("MemberName") // the trailing underscore
public final class Init {
  private Init() {}

  /// Uniform from `a` up to `b`. As `torch.nn.init.uniform_`.
  public static Tensor uniform_(Tensor tensor, double a, double b) {
    return Tensors.noGrad(() -> tensor.uniform_(a, b));
  }

  /// Normal. As `torch.nn.init.normal_`.
  public static Tensor normal_(Tensor tensor, double mean, double std) {
    return Tensors.noGrad(() -> tensor.normal_(mean, std));
  }

  /// One value throughout. As `torch.nn.init.constant_`.
  public static Tensor constant_(Tensor tensor, double value) {
    return Tensors.noGrad(() -> tensor.fill_(value));
  }

  /// Zeros. As `torch.nn.init.zeros_`.
  public static Tensor zeros_(Tensor tensor) {
    return constant_(tensor, 0);
  }

  /// Ones. As `torch.nn.init.ones_`.
  public static Tensor ones_(Tensor tensor) {
    return constant_(tensor, 1);
  }

  /// Uniform with variance `gain² · 2 / (fan in + fan out)`. As `torch.nn.init.xavier_uniform_`;
  /// Glorot and Bengio 2010.
  public static Tensor xavierUniform_(Tensor tensor, double gain) {
    double std = gain * Math.sqrt(2.0 / (fanIn(tensor) + fanOut(tensor)));
    double bound = Math.sqrt(3.0) * std;
    return uniform_(tensor, -bound, bound);
  }

  /// Uniform with variance `2 / ((1 + a²) · fan in)`, where `a` is the slope below 0 of the leaky
  /// ReLU behind. As `torch.nn.init.kaiming_uniform_`; He and others 2015.
  public static Tensor kaimingUniform_(Tensor tensor, double a) {
    double gain = Math.sqrt(2.0 / (1 + a * a));
    double bound = Math.sqrt(3.0) * (gain / Math.sqrt(fanIn(tensor)));
    return uniform_(tensor, -bound, bound);
  }

  /// How many inputs an output sums up.
  static int fanIn(Tensor weight) {
    return weight.size(1) * field(weight);
  }

  private static int fanOut(Tensor weight) {
    return weight.size(0) * field(weight);
  }

  private static int field(Tensor weight) {
    int field = 1;
    for (int d = 2; d < weight.dim(); d++) field *= weight.size(d);
    return field;
  }

  /// The weight of a linear or convolving layer.
  static Tensor weight(Tensor weight) {
    return kaimingUniform_(weight, Math.sqrt(5));
  }

  /// The bias of such a layer.
  static Tensor bias(Tensor bias, Tensor weight) {
    double bound = 1 / Math.sqrt(fanIn(weight));
    return uniform_(bias, -bound, bound);
  }
}
