package rivulet;

/// Optional arguments of modules, functions and optimizers, to be imported statically: `new
/// Conv2d(1, 16, 3, padding(1))`, `new SGD(model.parameters(), lr(0.1), momentum(0.9))`.
public final class Options {
  private Options() {}

  /// The learning rate.
  public static Option lr(double lr) {
    return new Option("lr", lr);
  }

  /// How much of the step before goes into the next; of running statistics, how much is new.
  public static Option momentum(double momentum) {
    return new Option("momentum", momentum);
  }

  /// How much less of the gradient goes into the momentum.
  public static Option dampening(double dampening) {
    return new Option("dampening", dampening);
  }

  /// How much weights shrink a step.
  public static Option weightDecay(double weightDecay) {
    return new Option("weightDecay", weightDecay);
  }

  /// Whether the momentum looks ahead.
  public static Option nesterov(boolean nesterov) {
    return new Option("nesterov", nesterov);
  }

  /// Whether to go up instead of down.
  public static Option maximize(boolean maximize) {
    return new Option("maximize", maximize);
  }

  /// What is added to a denominator.
  public static Option eps(double eps) {
    return new Option("eps", eps);
  }

  /// Whether steps are divided by the greatest mean square so far.
  public static Option amsgrad(boolean amsgrad) {
    return new Option("amsgrad", amsgrad);
  }

  /// How much of a mean of squares stays a step.
  public static Option alpha(double alpha) {
    return new Option("alpha", alpha);
  }

  /// Whether squares are taken around the mean.
  public static Option centered(boolean centered) {
    return new Option("centered", centered);
  }

  /// How much the learning rate shrinks a step.
  public static Option lrDecay(double lrDecay) {
    return new Option("lrDecay", lrDecay);
  }

  /// What a sum of squares starts from.
  public static Option initialAccumulatorValue(double initialAccumulatorValue) {
    return new Option("initialAccumulatorValue", initialAccumulatorValue);
  }

  /// The steps between windows.
  public static Option stride(int... stride) {
    return new Option("stride", stride);
  }

  /// What is padded in front of and behind each dimension.
  public static Option padding(int... padding) {
    return new Option("padding", padding);
  }

  /// `"same"` or `"valid"`.
  public static Option padding(String padding) {
    return new Option("padding", padding);
  }

  /// The steps between the elements of a window.
  public static Option dilation(int... dilation) {
    return new Option("dilation", dilation);
  }

  /// Into how many groups channels are split.
  public static Option groups(int groups) {
    return new Option("groups", groups);
  }

  /// Whether there is a bias.
  public static Option bias(boolean bias) {
    return new Option("bias", bias);
  }

  /// Whether a last window may reach out of the input.
  public static Option ceilMode(boolean ceilMode) {
    return new Option("ceilMode", ceilMode);
  }

  /// Whether the places are given, too.
  public static Option returnIndices(boolean returnIndices) {
    return new Option("returnIndices", returnIndices);
  }

  /// `"mean"`, `"sum"` or `"none"`.
  public static Option reduction(String reduction) {
    return new Option("reduction", reduction);
  }

  /// A target that counts as nothing.
  public static Option ignoreIndex(long ignoreIndex) {
    return new Option("ignoreIndex", ignoreIndex);
  }

  /// The share of every target that is spread over all classes.
  public static Option labelSmoothing(double labelSmoothing) {
    return new Option("labelSmoothing", labelSmoothing);
  }

  /// What each class counts.
  public static Option weight(Tensor weight) {
    return new Option("weight", weight);
  }

  /// Whether the batch is the first dimension.
  public static Option batchFirst(boolean batchFirst) {
    return new Option("batchFirst", batchFirst);
  }

  /// The number of layers.
  public static Option numLayers(int numLayers) {
    return new Option("numLayers", numLayers);
  }

  /// Whether a second direction runs from the end.
  public static Option bidirectional(boolean bidirectional) {
    return new Option("bidirectional", bidirectional);
  }

  /// The probability with which elements are dropped.
  public static Option dropout(double dropout) {
    return new Option("dropout", dropout);
  }

  /// `"relu"` or `"gelu"`.
  public static Option activation(String activation) {
    return new Option("activation", activation);
  }

  /// Whether normalisation comes before attention and feed-forward.
  public static Option normFirst(boolean normFirst) {
    return new Option("normFirst", normFirst);
  }

  /// What layer normalisation adds to the variance.
  public static Option layerNormEps(double layerNormEps) {
    return new Option("layerNormEps", layerNormEps);
  }

  /// Whether there are a weight and a bias.
  public static Option elementwiseAffine(boolean elementwiseAffine) {
    return new Option("elementwiseAffine", elementwiseAffine);
  }

  /// `"none"` or `"tanh"`.
  public static Option approximate(String approximate) {
    return new Option("approximate", approximate);
  }

  /// A row that gets no gradient.
  public static Option paddingIdx(int paddingIdx) {
    return new Option("paddingIdx", paddingIdx);
  }

  /// Whether the input itself is changed.
  public static Option inplace(boolean inplace) {
    return new Option("inplace", inplace);
  }

  /// Whether the attention's weights are given, too.
  public static Option needWeights(boolean needWeights) {
    return new Option("needWeights", needWeights);
  }

  /// What a query may see: bool, or numbers to be added.
  public static Option attnMask(Tensor attnMask) {
    return new Option("attnMask", attnMask);
  }

  /// Whether a query sees only what comes before it.
  public static Option isCausal(boolean isCausal) {
    return new Option("isCausal", isCausal);
  }

  /// What scores are multiplied with.
  public static Option scale(double scale) {
    return new Option("scale", scale);
  }

  /// Whether it is in training.
  public static Option training(boolean training) {
    return new Option("training", training);
  }

  /// The dimension.
  public static Option dim(int dim) {
    return new Option("dim", dim);
  }

  /// What the argument is multiplied with.
  public static Option beta(double beta) {
    return new Option("beta", beta);
  }

  /// Above it, a function is linear.
  public static Option threshold(double threshold) {
    return new Option("threshold", threshold);
  }

  /// The slope below 0.
  public static Option negativeSlope(double negativeSlope) {
    return new Option("negativeSlope", negativeSlope);
  }

  /// The two rates at which means of gradients and of their squares forget.
  public static Option betas(double first, double second) {
    return new Option("betas", new double[] {first, second});
  }
}
