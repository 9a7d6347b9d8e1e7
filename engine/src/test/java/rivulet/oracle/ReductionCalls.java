package rivulet.oracle;

import rivulet.Tensor;
import rivulet.array.DType;

/// Reductions over one dimension, several, or all.
final class ReductionCalls {
  private static final String SUM = "input, dim?, keepdim?; dtype?";
  private static final String ONE = "input, dim?, keepdim?";

  private ReductionCalls() {}

  static void addTo(OpTable table) {
    table.add("sum", SUM, ReductionCalls::sum);
    table.add("mean", SUM, ReductionCalls::mean);
    table.add("amin", ONE, a -> a.tensor("input").amin(dims(a), a.flag("keepdim")));
    table.add("amax", ONE, a -> a.tensor("input").amax(dims(a), a.flag("keepdim")));
    table.add("min.reduction_no_dim", "input", a -> a.tensor("input").min());
    table.add("max.reduction_no_dim", "input", a -> a.tensor("input").max());
    table.add(
        "min.reduction_with_dim",
        "input, dim, keepdim?",
        a -> a.tensor("input").min(a.size("dim"), a.flag("keepdim")));
    table.add(
        "max.reduction_with_dim",
        "input, dim, keepdim?",
        a -> a.tensor("input").max(a.size("dim"), a.flag("keepdim")));
    table.add("argmin", ONE, ReductionCalls::argmin);
    table.add("argmax", ONE, ReductionCalls::argmax);
  }

  private static Tensor sum(Arguments a) {
    Tensor input = a.tensor("input");
    DType dtype = a.dtype();
    if (dtype != null) {
      return input.sum(dims(a), a.flag("keepdim"), dtype);
    }
    if (!a.has("dim")) {
      return input.sum();
    }
    return a.isList("dim")
        ? input.sum(a.sizes("dim"), a.flag("keepdim"))
        : input.sum(a.size("dim"), a.flag("keepdim"));
  }

  private static Tensor mean(Arguments a) {
    Tensor input = a.tensor("input");
    DType dtype = a.dtype();
    if (dtype != null) {
      return input.mean(dims(a), a.flag("keepdim"), dtype);
    }
    if (!a.has("dim")) {
      return input.mean();
    }
    return a.isList("dim")
        ? input.mean(a.sizes("dim"), a.flag("keepdim"))
        : input.mean(a.size("dim"), a.flag("keepdim"));
  }

  private static Tensor argmin(Arguments a) {
    Tensor input = a.tensor("input");
    return a.has("dim") ? input.argmin(a.size("dim"), a.flag("keepdim")) : input.argmin();
  }

  private static Tensor argmax(Arguments a) {
    Tensor input = a.tensor("input");
    return a.has("dim") ? input.argmax(a.size("dim"), a.flag("keepdim")) : input.argmax();
  }

  /// As a list; none given is the empty list, which means all.
  private static int[] dims(Arguments a) {
    if (!a.has("dim")) {
      return new int[0];
    }
    return a.isList("dim") ? a.sizes("dim") : new int[] {a.size("dim")};
  }
}
