package rivulet.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.Tensors;

/// Parts of a tensor, read and written.
final class IndexingCalls {
  private IndexingCalls() {}

  static void addTo(OpTable table) {
    table.add(
        "select",
        "input, dim, index",
        a -> a.tensor("input").select(a.size("dim"), a.size("index")));
    table.add("slice", "input, dim?, start?, end?, step?", IndexingCalls::slice);
    table.add(
        "narrow",
        "input, dim, start, length",
        a -> a.tensor("input").narrow(a.size("dim"), a.size("start"), a.size("length")));
    table.add("__getitem__", "input, index", a -> a.tensor("input").get(index(a.value("index"))));
    table.add(
        "index_put",
        "input, indices, values, accumulate?",
        a -> a.tensor("input").indexPut(indices(a), a.tensor("values"), a.flag("accumulate")),
        a -> a.tensor("input").indexPut_(indices(a), a.tensor("values"), a.flag("accumulate")));
    table.add("nonzero", "input; as_tuple?", IndexingCalls::nonzero);
    table.add("item", "input", a -> a.tensor("input").item());
  }

  private static Tensor nonzero(Arguments a) {
    if (a.flag("as_tuple")) {
      throw new Outcome.Unmapped("a tensor a dimension");
    }
    return a.tensor("input").nonzero();
  }

  private static Tensor slice(Arguments a) {
    Integer start = a.has("start") ? bound(a.integer("start")) : null;
    Integer stop = a.has("end") ? bound(a.integer("end")) : null;
    return a.tensor("input").slice(a.size("dim", 0), start, stop, a.size("step", 1));
  }

  /// Bounds beyond an `int` mean the end.
  private static int bound(long bound) {
    return Math.clamp(bound, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /// A list of integers alone is one index tensor; any other list is Python's tuple.
  private static Object[] index(Object value) {
    if (value instanceof List<?> list && !list.stream().allMatch(Long.class::isInstance)) {
      return list.stream().map(IndexingCalls::element).toArray();
    }
    return new Object[] {element(value)};
  }

  private static Object element(@Nullable Object value) {
    return switch (value) {
      case null -> Tensors.newAxis();
      case Tensor tensor -> tensor;
      case Long number -> Math.toIntExact(number);
      case Values.SliceValue(Integer start, Integer stop, Integer step) ->
          Tensors.slice(start, stop, step == null ? 1 : step);
      case Values.EllipsisValue _ -> Tensors.ellipsis();
      case List<?> list when list.stream().allMatch(Boolean.class::isInstance) -> mask(list);
      case List<?> list when list.stream().allMatch(Long.class::isInstance) ->
          list.stream().mapToLong(Long.class::cast).toArray();
      default -> throw new Outcome.NotApplicable("an index of " + value.getClass());
    };
  }

  private static List<@Nullable Tensor> indices(Arguments a) {
    return new ArrayList<>(a.tensors("indices"));
  }

  private static boolean[] mask(List<?> list) {
    boolean[] mask = new boolean[list.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (Boolean) list.get(i);
    }
    return mask;
  }
}
