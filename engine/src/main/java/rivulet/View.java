package rivulet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Shape;
import rivulet.backward.Node;

/// How a tensor sees the memory of another, its base: the last of the steps that lead from the base
/// to it.
///
/// An in-place operation on the view changes the history of the base, and one on the base that of
/// all its views: a view's history is therefore made anew when its memory has been written to.
final class View {
  private final Tensor base;
  private final @Nullable View outer;
  private final Shape shape;
  private final DType dtype;
  private final UnaryOperator<Tensor> again;
  private final Input.OfNone adjoint;
  private final boolean recorded;
  private int version;

  private View(Tensor seen, UnaryOperator<Tensor> again, Input.OfNone adjoint) {
    this.outer = seen.view();
    this.base = outer == null ? seen : outer.base;
    this.shape = seen.shape();
    this.dtype = seen.dtype();
    this.again = again;
    this.adjoint = adjoint;
    this.recorded = GradMode.isEnabled();
    this.version = seen.version();
  }

  /// A step from `seen`: `again` takes it from any tensor of that shape, `adjoint` takes a gradient
  /// back.
  static View of(Tensor seen, UnaryOperator<Tensor> again, Input.OfNone adjoint) {
    return new View(seen, again, adjoint);
  }

  Tensor base() {
    return base;
  }

  /// Whether it was taken where operations are recorded.
  boolean isRecorded() {
    return recorded;
  }

  /// The same view of another tensor of the base's shape.
  Tensor of(Tensor other) {
    Deque<View> steps = new ArrayDeque<>();
    for (View step = this; step != null; step = step.outer) steps.push(step);
    Tensor seen = other;
    for (View step : steps) seen = step.again.apply(seen);
    return seen;
  }

  /// The history of the view `tensor`, whose last known one is `known`.
  @Nullable Node<Tensor> history(Tensor tensor, @Nullable Node<Tensor> known) {
    int now = tensor.version();
    if (now == version || !base.requiresGrad()) return known;
    version = now;
    try (var _ = GradMode.enter(true)) {
      return Op.of("AsStrided", tensor.array()).input(base, this::back).nodeOrNull();
    }
  }

  private Tensor back(Tensor gradient) {
    Tensor result = gradient;
    for (View step = this; step != null; step = step.outer) {
      result = Input.fit(step.adjoint.apply(result), step.shape, step.dtype);
    }
    return result;
  }

  /// Gives the base the history of having had this view of it replaced by `value`.
  void rebase(Tensor value) {
    base.setHistory(
        Op.named("CopySlices", base.array())
            .input(base, this::without)
            .input(value, this::of)
            .nodeOrNull());
  }

  private Tensor without(Tensor gradient) {
    Tensor rest = gradient.clone();
    of(rest).zero_();
    return rest;
  }
}
