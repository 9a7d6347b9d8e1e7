package rivulet.oracle;

import rivulet.Tensor;
import rivulet.Tensors;

/// Other shapes of the same elements, and tensors joined.
final class ShapeCalls {
  private ShapeCalls() {}

  static void addTo(OpTable table) {
    sizes(table);
    dimensions(table);
    joins(table);
  }

  private static void sizes(OpTable table) {
    table.add("reshape", "input, *shape", a -> a.tensor("input").reshape(a.sizes("shape")));
    table.add("view", "input, *size", a -> a.tensor("input").view(a.sizes("size")));
    table.add("expand", "input, *size", a -> a.tensor("input").expand(a.sizes("size")));
    table.add("view_as", "input, other", a -> a.tensor("input").viewAs(a.tensor("other")));
    table.add("expand_as", "input, other", a -> a.tensor("input").expandAs(a.tensor("other")));
    table.add(
        "flatten",
        "input, start_dim?, end_dim?",
        a -> a.tensor("input").flatten(a.size("start_dim", 0), a.size("end_dim", -1)));
  }

  private static void dimensions(OpTable table) {
    table.add(
        "transpose",
        "input, dim0, dim1",
        a -> a.tensor("input").transpose(a.size("dim0"), a.size("dim1")),
        a -> a.tensor("input").transpose_(a.size("dim0"), a.size("dim1")));
    table.unary("t", Tensor::t, Tensor::t_);
    table.unary("T", Tensor::T);
    table.add("permute", "input, *dims", a -> a.tensor("input").permute(a.sizes("dims")));
    table.add(
        "squeeze squeeze.multiple", "input, dim?", ShapeCalls::squeeze, ShapeCalls::squeezeInPlace);
    table.add(
        "unsqueeze",
        "input, dim",
        a -> a.tensor("input").unsqueeze(a.size("dim")),
        a -> a.tensor("input").unsqueeze_(a.size("dim")));
  }

  private static Tensor squeeze(Arguments a) {
    Tensor input = a.tensor("input");
    if (!a.has("dim")) {
      return input.squeeze();
    }
    return a.isList("dim") ? input.squeeze(a.sizes("dim")) : input.squeeze(a.size("dim"));
  }

  private static Tensor squeezeInPlace(Arguments a) {
    Tensor input = a.tensor("input");
    if (!a.has("dim")) {
      return input.squeeze_();
    }
    return input.squeeze_(a.isList("dim") ? a.sizes("dim") : new int[] {a.size("dim")});
  }

  private static void joins(OpTable table) {
    table.add("cat", "tensors, dim?", a -> Tensors.cat(a.tensors("tensors"), a.size("dim", 0)));
    table.add("stack", "tensors, dim?", a -> Tensors.stack(a.tensors("tensors"), a.size("dim", 0)));
  }
}
