package rivulet.oracle;

import rivulet.Tensor;
import rivulet.TensorOperators;
import rivulet.Tensors;

/// Arithmetic and functions, element by element.
final class PointwiseCalls {
  private static final String BINARY = "input, other";
  private static final String SCALED = "input, other; alpha?";
  private static final String DIVISION = "input, other; rounding_mode?";

  private PointwiseCalls() {}

  static void addTo(OpTable table) {
    arithmetic(table);
    reversed(table);
    functions(table);
    choices(table);
  }

  private static void arithmetic(OpTable table) {
    table.add(
        "add",
        SCALED,
        new Overloads(Tensor::add, Tensor::add, Tensor::add)
            .orScaled(new Overloads.Scaled(Tensor::add, Tensor::add)),
        new Overloads(Tensor::add_, Tensor::add_, Tensor::add_)
            .orScaled(new Overloads.Scaled(Tensor::add_, Tensor::add_)));
    table.add(
        "sub",
        SCALED,
        new Overloads(Tensor::sub, Tensor::sub, Tensor::sub)
            .orScaled(new Overloads.Scaled(Tensor::sub, Tensor::sub)),
        new Overloads(Tensor::sub_, Tensor::sub_, Tensor::sub_)
            .orScaled(new Overloads.Scaled(Tensor::sub_, Tensor::sub_)));
    table.add(
        "mul",
        BINARY,
        new Overloads(Tensor::mul, Tensor::mul, Tensor::mul).with("other"),
        new Overloads(Tensor::mul_, Tensor::mul_, Tensor::mul_).with("other"));
    table.add(
        "div.no_rounding_mode div.floor_rounding div.trunc_rounding true_divide",
        DIVISION,
        PointwiseCalls::div,
        PointwiseCalls::divInPlace);
    table.add(
        "remainder",
        BINARY,
        new Overloads(Tensor::remainder, Tensor::remainder, Tensor::remainder).with("other"),
        new Overloads(Tensor::remainder_, Tensor::remainder_, Tensor::remainder_).with("other"));
    table.add(
        "pow",
        "input, exponent",
        PointwiseCalls::pow,
        new Overloads(Tensor::pow_, Tensor::pow_, Tensor::pow_).with("exponent"));
  }

  private static void reversed(OpTable table) {
    Overloads rsub = new Overloads(Tensor::rsub, Tensor::rsub, Tensor::rsub);
    table.add("rsub", SCALED, rsub.orScaled(new Overloads.Scaled(Tensor::rsub, Tensor::rsub)));
    table.add("__rsub__", BINARY, rsub.with("other"));
    table.add(
        "__radd__", BINARY, new Overloads(Tensor::add, Tensor::add, Tensor::add).with("other"));
    table.add(
        "__rmul__", BINARY, new Overloads(Tensor::mul, Tensor::mul, Tensor::mul).with("other"));
    table.add(
        "__rdiv__",
        BINARY,
        new Overloads(
                (x, y) -> x.reciprocal().mul(y),
                (x, y) -> TensorOperators.div((long) y, x),
                (x, y) -> TensorOperators.div((double) y, x))
            .with("other"));
    table.add(
        "__rpow__",
        BINARY,
        new Overloads(
                (x, y) -> y.pow(x),
                (x, y) -> Tensors.pow((long) y, x),
                (x, y) -> Tensors.pow((double) y, x))
            .with("other"));
    table.add("__rmod__", BINARY, a -> a.tensor("other").remainder(a.tensor("input")));
  }

  private static void functions(OpTable table) {
    table.unary("exp", Tensor::exp, Tensor::exp_);
    table.unary("log", Tensor::log, Tensor::log_);
    table.unary("sqrt", Tensor::sqrt, Tensor::sqrt_);
    table.unary("tanh", Tensor::tanh, Tensor::tanh_);
    table.unary("sigmoid", Tensor::sigmoid, Tensor::sigmoid_);
    table.unary("sin", Tensor::sin);
    table.unary("cos", Tensor::cos);
    table.unary("log1p", Tensor::log1p);
    table.unary("rsqrt", Tensor::rsqrt);
    table.unary("erf", Tensor::erf);
    table.unary("neg", Tensor::neg, Tensor::neg_);
    table.unary("abs", Tensor::abs, Tensor::abs_);
    table.unary("sign", Tensor::sign, Tensor::sign_);
    table.unary("square", Tensor::square, Tensor::square_);
    table.unary("reciprocal", Tensor::reciprocal, Tensor::reciprocal_);
    table.add(
        "nn.functional.relu",
        "input, inplace?",
        a -> a.flag("inplace") ? a.tensor("input").relu_() : a.tensor("input").relu(),
        a -> a.tensor("input").relu_());
    table.unary("clone", Tensor::clone);
    table.unary("contiguous", Tensor::contiguous);
    table.add("fill", "input, value", PointwiseCalls::fill, PointwiseCalls::fillInPlace);
    table.unary("zero_", x -> x.clone().zero_(), Tensor::zero_);
  }

  private static void choices(OpTable table) {
    table.binary("minimum", Tensor::minimum);
    table.binary("maximum", Tensor::maximum);
    table.binary("min.binary", Tensor::min);
    table.binary("max.binary", Tensor::max);
    table.add("where", "input, condition, other", PointwiseCalls::where);
  }

  private static Tensor div(Arguments a) {
    if (!a.has("rounding_mode")) {
      return new Overloads(Tensor::div, Tensor::div, Tensor::div).apply(a, "other");
    }
    String mode = a.text("rounding_mode");
    return new Overloads(
            (x, y) -> x.div(y, mode), (x, y) -> x.div((long) y, mode), (x, y) -> x.div(y, mode))
        .apply(a, "other");
  }

  private static Tensor divInPlace(Arguments a) {
    if (!a.has("rounding_mode")) {
      return new Overloads(Tensor::div_, Tensor::div_, Tensor::div_).apply(a, "other");
    }
    String mode = a.text("rounding_mode");
    return new Overloads(
            (x, y) -> x.div_(y, mode), (x, y) -> x.div_((long) y, mode), (x, y) -> x.div_(y, mode))
        .apply(a, "other");
  }

  private static Tensor pow(Arguments a) {
    if (a.value("exponent") instanceof Boolean) {
      throw new Outcome.NotApplicable("a truth value as exponent");
    }
    if (a.isTensor("input")) {
      return new Overloads(Tensor::pow, Tensor::pow, Tensor::pow).apply(a, "exponent");
    }
    return isWhole(a, "input")
        ? Tensors.pow(a.integer("input"), a.tensor("exponent"))
        : Tensors.pow(real(a, "input"), a.tensor("exponent"));
  }

  private static Tensor fill(Arguments a) {
    return a.value("value") instanceof Boolean value
        ? a.tensor("input").fill(value)
        : new Overloads(Tensor::fill, Tensor::fill, Tensor::fill).apply(a, "value");
  }

  private static Tensor fillInPlace(Arguments a) {
    return a.value("value") instanceof Boolean value
        ? a.tensor("input").fill_(value)
        : new Overloads(Tensor::fill_, Tensor::fill_, Tensor::fill_).apply(a, "value");
  }

  private static Tensor where(Arguments a) {
    Tensor condition = a.tensor("condition");
    if (a.isTensor("input") && a.isTensor("other")) {
      return Tensors.where(condition, a.tensor("input"), a.tensor("other"));
    }
    if (a.isTensor("input")) {
      return isWhole(a, "other")
          ? Tensors.where(condition, a.tensor("input"), a.integer("other"))
          : Tensors.where(condition, a.tensor("input"), real(a, "other"));
    }
    if (a.isTensor("other")) {
      return isWhole(a, "input")
          ? Tensors.where(condition, a.integer("input"), a.tensor("other"))
          : Tensors.where(condition, real(a, "input"), a.tensor("other"));
    }
    return isWhole(a, "input") && isWhole(a, "other")
        ? Tensors.where(condition, a.integer("input"), a.integer("other"))
        : Tensors.where(condition, real(a, "input"), real(a, "other"));
  }

  private static boolean isWhole(Arguments a, String name) {
    return a.number(name) instanceof Long;
  }

  private static double real(Arguments a, String name) {
    return a.number(name).doubleValue();
  }
}
