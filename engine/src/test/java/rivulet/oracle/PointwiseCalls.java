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
    table.add("add", SCALED, PointwiseCalls::add, PointwiseCalls::addInPlace);
    table.add("sub", SCALED, PointwiseCalls::sub, PointwiseCalls::subInPlace);
    table.add("mul", BINARY, PointwiseCalls::mul, PointwiseCalls::mulInPlace);
    table.add(
        "div.no_rounding_mode div.floor_rounding div.trunc_rounding true_divide",
        DIVISION,
        PointwiseCalls::div,
        PointwiseCalls::divInPlace);
    table.add("remainder", BINARY, PointwiseCalls::remainder, PointwiseCalls::remainderInPlace);
    table.add("pow", "input, exponent", PointwiseCalls::pow, PointwiseCalls::powInPlace);
  }

  private static void reversed(OpTable table) {
    table.add("rsub", SCALED, PointwiseCalls::rsub);
    table.add("__radd__", BINARY, PointwiseCalls::add);
    table.add("__rsub__", BINARY, PointwiseCalls::rsub);
    table.add("__rmul__", BINARY, PointwiseCalls::mul);
    table.add("__rdiv__", BINARY, PointwiseCalls::rdiv);
    table.add("__rpow__", BINARY, PointwiseCalls::rpow);
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

  private static Tensor add(Arguments a) {
    Tensor input = a.tensor("input");
    if (a.has("alpha")) {
      return isWhole(a, "alpha")
          ? input.add(a.tensor("other"), a.integer("alpha"))
          : input.add(a.tensor("other"), real(a, "alpha"));
    }
    return switch (a.value("other")) {
      case Tensor other -> input.add(other);
      case Long other -> input.add(other);
      default -> input.add(real(a, "other"));
    };
  }

  private static Tensor addInPlace(Arguments a) {
    Tensor input = a.tensor("input");
    if (a.has("alpha")) {
      return isWhole(a, "alpha")
          ? input.add_(a.tensor("other"), a.integer("alpha"))
          : input.add_(a.tensor("other"), real(a, "alpha"));
    }
    return switch (a.value("other")) {
      case Tensor other -> input.add_(other);
      case Long other -> input.add_(other);
      default -> input.add_(real(a, "other"));
    };
  }

  private static Tensor sub(Arguments a) {
    Tensor input = a.tensor("input");
    if (a.has("alpha")) {
      return isWhole(a, "alpha")
          ? input.sub(a.tensor("other"), a.integer("alpha"))
          : input.sub(a.tensor("other"), real(a, "alpha"));
    }
    return switch (a.value("other")) {
      case Tensor other -> input.sub(other);
      case Long other -> input.sub(other);
      default -> input.sub(real(a, "other"));
    };
  }

  private static Tensor subInPlace(Arguments a) {
    Tensor input = a.tensor("input");
    if (a.has("alpha")) {
      return isWhole(a, "alpha")
          ? input.sub_(a.tensor("other"), a.integer("alpha"))
          : input.sub_(a.tensor("other"), real(a, "alpha"));
    }
    return switch (a.value("other")) {
      case Tensor other -> input.sub_(other);
      case Long other -> input.sub_(other);
      default -> input.sub_(real(a, "other"));
    };
  }

  private static Tensor mul(Arguments a) {
    Tensor input = a.tensor("input");
    return switch (a.value("other")) {
      case Tensor other -> input.mul(other);
      case Long other -> input.mul(other);
      default -> input.mul(real(a, "other"));
    };
  }

  private static Tensor mulInPlace(Arguments a) {
    Tensor input = a.tensor("input");
    return switch (a.value("other")) {
      case Tensor other -> input.mul_(other);
      case Long other -> input.mul_(other);
      default -> input.mul_(real(a, "other"));
    };
  }

  private static Tensor div(Arguments a) {
    Tensor input = a.tensor("input");
    if (a.has("rounding_mode")) {
      String mode = a.text("rounding_mode");
      return switch (a.value("other")) {
        case Tensor other -> input.div(other, mode);
        case Long other -> input.div(other, mode);
        default -> input.div(real(a, "other"), mode);
      };
    }
    return switch (a.value("other")) {
      case Tensor other -> input.div(other);
      case Long other -> input.div(other);
      default -> input.div(real(a, "other"));
    };
  }

  private static Tensor divInPlace(Arguments a) {
    Tensor input = a.tensor("input");
    if (a.has("rounding_mode")) {
      String mode = a.text("rounding_mode");
      return switch (a.value("other")) {
        case Tensor other -> input.div_(other, mode);
        case Long other -> input.div_(other, mode);
        default -> input.div_(real(a, "other"), mode);
      };
    }
    return switch (a.value("other")) {
      case Tensor other -> input.div_(other);
      case Long other -> input.div_(other);
      default -> input.div_(real(a, "other"));
    };
  }

  private static Tensor remainder(Arguments a) {
    Tensor input = a.tensor("input");
    return switch (a.value("other")) {
      case Tensor other -> input.remainder(other);
      case Long other -> input.remainder(other);
      default -> input.remainder(real(a, "other"));
    };
  }

  private static Tensor remainderInPlace(Arguments a) {
    Tensor input = a.tensor("input");
    return a.isTensor("other")
        ? input.remainder_(a.tensor("other"))
        : input.remainder_(real(a, "other"));
  }

  private static Tensor pow(Arguments a) {
    if (!a.isTensor("input")) {
      return isWhole(a, "input")
          ? Tensors.pow(a.integer("input"), a.tensor("exponent"))
          : Tensors.pow(real(a, "input"), a.tensor("exponent"));
    }
    Tensor input = a.tensor("input");
    return switch (a.value("exponent")) {
      case Tensor exponent -> input.pow(exponent);
      case Long exponent -> input.pow(exponent);
      default -> input.pow(real(a, "exponent"));
    };
  }

  private static Tensor powInPlace(Arguments a) {
    Tensor input = a.tensor("input");
    return switch (a.value("exponent")) {
      case Tensor exponent -> input.pow_(exponent);
      case Long exponent -> input.pow_(exponent);
      default -> input.pow_(real(a, "exponent"));
    };
  }

  private static Tensor rsub(Arguments a) {
    Tensor input = a.tensor("input");
    if (a.has("alpha")) {
      return isWhole(a, "alpha")
          ? input.rsub(a.tensor("other"), a.integer("alpha"))
          : input.rsub(a.tensor("other"), real(a, "alpha"));
    }
    return switch (a.value("other")) {
      case Tensor other -> input.rsub(other);
      case Long other -> input.rsub(other);
      default -> input.rsub(real(a, "other"));
    };
  }

  private static Tensor rdiv(Arguments a) {
    Tensor input = a.tensor("input");
    return switch (a.value("other")) {
      case Tensor other -> other.div(input);
      case Long other -> TensorOperators.div(other, input);
      default -> TensorOperators.div(real(a, "other"), input);
    };
  }

  private static Tensor rpow(Arguments a) {
    Tensor input = a.tensor("input");
    return switch (a.value("other")) {
      case Tensor other -> other.pow(input);
      case Long other -> Tensors.pow(other, input);
      default -> Tensors.pow(real(a, "other"), input);
    };
  }

  private static Tensor fill(Arguments a) {
    Tensor input = a.tensor("input");
    return switch (a.value("value")) {
      case Tensor value -> input.fill(value);
      case Boolean value -> input.fill(value);
      case Long value -> input.fill(value);
      default -> input.fill(real(a, "value"));
    };
  }

  private static Tensor fillInPlace(Arguments a) {
    Tensor input = a.tensor("input");
    return switch (a.value("value")) {
      case Tensor value -> input.fill_(value);
      case Boolean value -> input.fill_(value);
      case Long value -> input.fill_(value);
      default -> input.fill_(real(a, "value"));
    };
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
