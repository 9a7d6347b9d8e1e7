package rivulet.nn;

import org.jspecify.annotations.Nullable;
import rivulet.Arguments;
import rivulet.Option;
import rivulet.Options;
import rivulet.Tensor;

/// Self-attention and a feed-forward network, each added to its input and normalised. As
/// `torch.nn.TransformerEncoderLayer`; Vaswani and others 2017, section 3.1.
public final class TransformerEncoderLayer extends Module {
  private static final String OPTIONS = "dropout activation layerNormEps batchFirst normFirst bias";

  /// The attention of the sequence to itself.
  public final MultiheadAttention selfAttn;

  /// Into the feed-forward network.
  public final Linear linear1;

  /// Inside of it.
  public final Dropout dropout;

  /// Out of it.
  public final Linear linear2;

  /// Of the attention.
  public final LayerNorm norm1;

  /// Of the feed-forward network.
  public final LayerNorm norm2;

  /// Of the attention.
  public final Dropout dropout1;

  /// Of the feed-forward network.
  public final Dropout dropout2;

  private final boolean normFirst;
  private final String activation;

  /// With so many features and heads, and 2,048 features inside the feed-forward network.
  public TransformerEncoderLayer(int dModel, int numHeads, Option... options) {
    this(dModel, numHeads, 2048, options);
  }

  /// With so many features and heads, and features inside the feed-forward network.
  ///
  /// @param options `dropout(0.1)`, `activation("relu")`, `layerNormEps(1e-5)`,
  ///   `batchFirst(false)`, `normFirst(false)`, `bias(true)`
  public TransformerEncoderLayer(int dModel, int numHeads, int dimFeedforward, Option... options) {
    Arguments a = Arguments.of("TransformerEncoderLayer.__init__()", OPTIONS, options);
    double p = a.number("dropout", 0.1);
    Option bias = Options.bias(a.flag("bias", true));
    Option eps = Options.eps(a.number("layerNormEps", 1e-5));
    Option batchFirst = Options.batchFirst(a.flag("batchFirst", false));
    selfAttn = new MultiheadAttention(dModel, numHeads, Options.dropout(p), bias, batchFirst);
    linear1 = new Linear(dModel, dimFeedforward, bias);
    dropout = new Dropout(p);
    linear2 = new Linear(dimFeedforward, dModel, bias);
    norm1 = new LayerNorm(dModel, eps, bias);
    norm2 = new LayerNorm(dModel, eps, bias);
    dropout1 = new Dropout(p);
    dropout2 = new Dropout(p);
    normFirst = a.flag("normFirst", false);
    activation = activation(a.text("activation", "relu"));
  }

  private static String activation(String name) {
    if (name.equals("relu") || name.equals("gelu")) return name;
    throw new IllegalArgumentException("activation should be relu/gelu, not " + name);
  }

  @Override
  public Tensor forward(Tensor input) {
    return forward(input, null);
  }

  /// The same where a mask keeps places from seeing others: bool, true where they may not, or
  /// numbers to be added.
  public Tensor forward(Tensor input, @Nullable Tensor mask) {
    if (normFirst) {
      Tensor x = input.add(attend(norm1.forward(input), mask));
      return x.add(feed(norm2.forward(x)));
    }
    Tensor x = norm1.forward(input.add(attend(input, mask)));
    return norm2.forward(x.add(feed(x)));
  }

  private Tensor attend(Tensor x, @Nullable Tensor mask) {
    return dropout1.forward(selfAttn.self(x, mask));
  }

  private Tensor feed(Tensor x) {
    Tensor inner = linear1.forward(x);
    Tensor active = activation.equals("relu") ? inner.relu() : inner.gelu();
    return dropout2.forward(linear2.forward(dropout.forward(active)));
  }
}
