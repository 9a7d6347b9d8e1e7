package rivulet;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Elementwise;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
import rivulet.array.Shape;

/// Operations that write into their tensor: who may be written to, and what becomes of its history.
///
/// A recorded one is its out-of-place form followed by a copy: the history of that form's result
/// becomes that of the tensor. Its derivatives read the tensor as it was, which is kept if they do.
final class InPlace {
  private InPlace() {}

  /// `x op= …`, where `operation` is the out-of-place form, whose result is new memory.
  static Tensor apply(Tensor x, UnaryOperator<Tensor> operation) {
    checkWritable(x, x);
    Tensor before = x.alias();
    Tensor result = operation.apply(before);
    boolean recorded = isRecorded(x, result);
    if (recorded) checkHistory(x);
    checkShape(x, result.shape());
    Promotion.checkCast(result.dtype(), x.dtype());
    OpNode node = recorded && result.gradFn() instanceof OpNode op ? op : null;
    if (node != null && node.reads(before)) before.setArray(before.array().copy());
    x.array().copyFrom(result.array());
    x.written();
    if (node != null) {
      if (node.reads(result)) result.setArray(x.array());
      node.recapture(before);
      node.recapture(result);
    }
    if (recorded) rebase(x, result);
    return x;
  }

  /// The same with another tensor, which must not broadcast `x`.
  static Tensor apply(Tensor x, Tensor other, UnaryOperator<Tensor> operation) {
    checkWritable(x, other);
    checkBroadcast(x, other);
    return apply(x, operation);
  }

  /// The same for arithmetic with another tensor: nothing is copied where nothing is recorded.
  static Tensor arithmetic(
      Tensor x, Elementwise.Binary op, Tensor other, UnaryOperator<Tensor> operation) {
    checkWritable(x, other);
    if (op == Elementwise.Binary.SUB) Promotion.checkSubtraction(x, other);
    checkBroadcast(x, other);
    if (isRecorded(x, other) || x.sharesMemoryWith(other)) return apply(x, operation);
    DType compute = Promotion.of(op, Promotion.result(x, other));
    Promotion.checkCast(compute, x.dtype());
    Elementwise.applyInPlace(op, x.array(), other.array(), compute);
    return x.written();
  }

  /// The same with a number.
  static Tensor arithmetic(
      Tensor x, Elementwise.Binary op, Scalar other, UnaryOperator<Tensor> operation) {
    checkWritable(x, x);
    if (op == Elementwise.Binary.SUB) Promotion.checkSubtraction(x);
    if (isRecorded(x, x)) return apply(x, operation);
    DType compute = Promotion.of(op, Promotion.result(x, other));
    Promotion.checkCast(compute, x.dtype());
    Elementwise.applyInPlace(op, x.array(), other, compute);
    return x.written();
  }

  /// `x = …` whatever it was: `write` fills the array, and the gradient ends here.
  static Tensor overwrite(Tensor x, String name, int variant, Consumer<NDArray> write) {
    Op.checkStop();
    OpNode node = isRecorded(x, x) ? overwriting(x, name, variant) : null;
    x.array().storage().settle();
    write.accept(x.array());
    x.written();
    if (node != null) rebase(x, new Tensor(x.array()).withHistory(node));
    return x;
  }

  private static @Nullable OpNode overwriting(Tensor x, String name, int variant) {
    checkHistory(x);
    return Op.of(name, variant, x.array()).input(x.alias(), Tensors::zerosLike).nodeOrNull();
  }

  /// `x = source`, broadcast and cast.
  static Tensor copy(Tensor x, Tensor source) {
    checkWritable(x, source);
    checkBroadcast(x, source);
    if (isRecorded(x, source)) {
      Tensor seen = source.expand(x.shape().toArray());
      return apply(x, before -> copied(before, seen));
    }
    x.array().copyFrom(source.expand(x.shape().toArray()).array());
    return x.written();
  }

  private static Tensor copied(Tensor before, Tensor source) {
    NDArray cast = NDArray.empty(before.shape(), before.dtype());
    cast.copyFrom(source.array());
    return Op.named("CopyBackwards", cast)
        .input(before, Tensors::zerosLike)
        .input(source, g -> g)
        .output();
  }

  /// Makes `x` another view of its own memory, as `operation` gives it.
  static Tensor reshape(Tensor x, UnaryOperator<Tensor> operation) {
    Op.checkStop();
    if (isRecorded(x, x)) checkHistory(x);
    Tensor result = operation.apply(x.alias());
    x.become(result);
    return x.written();
  }

  private static boolean isRecorded(Tensor x, Tensor other) {
    return (x.requiresGrad() || other.requiresGrad()) && GradMode.isEnabled();
  }

  /// Whether `x` may be written to at all comes before what is written: its history, then its
  /// memory.
  private static void checkWritable(Tensor x, Tensor other) {
    Op.checkStop();
    if (isRecorded(x, other)) checkHistory(x);
    checkOverlap(x);
  }

  private static void checkHistory(Tensor x) {
    View view = x.view();
    if (view != null) checkView(x, view);
    if (x.requiresGrad() && x.isLeaf()) {
      throw new IllegalStateException(
          "a leaf Variable that requires grad is being used in an in-place operation. Change it"
              + " inside noGrad(() -> …).");
    }
  }

  private static void checkView(Tensor x, View view) {
    if (!view.isRecorded()) {
      throw new IllegalStateException(
          "A view was created in no_grad mode and is being modified inplace with grad mode enabled."
              + " Given that this use case is ambiguous and error-prone, it is forbidden. You can"
              + " clarify your code by moving both the view and the inplace either both inside the"
              + " no_grad block (if you don't want the inplace to be tracked) or both outside (if"
              + " you want the inplace to be tracked).");
    }
    if (x.requiresGrad() && view.base().requiresGrad() && view.base().isLeaf()) {
      throw new IllegalStateException(
          "a view of a leaf Variable that requires grad is being used in an in-place operation."
              + " Change it inside noGrad(() -> …).");
    }
  }

  static void checkOverlap(Tensor x) {
    NDArray array = x.array();
    for (int d = 0; d < array.rank(); d++) {
      if (array.stride(d) == 0 && array.shape().size(d) > 1) {
        throw new IllegalArgumentException(
            "unsupported operation: more than one element of the written-to tensor refers to a"
                + " single memory location. Please clone() the tensor before performing the"
                + " operation.");
      }
    }
  }

  private static void checkBroadcast(Tensor x, Tensor other) {
    if (!x.shape().equals(other.shape())) checkShape(x, x.shape().broadcast(other.shape()));
  }

  /// A result that is written into `x` has its shape.
  static void checkShape(Tensor x, Shape result) {
    if (x.shape().equals(result)) return;
    throw new IllegalArgumentException(
        "output with shape %s doesn't match the broadcast shape %s"
            .formatted(Messages.list(x.shape()), Messages.list(result)));
  }

  private static void rebase(Tensor x, Tensor result) {
    View view = x.view();
    if (view == null) {
      x.setHistory(result.gradFn());
    } else {
      view.rebase(result);
    }
  }
}
