package rivulet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tensors of indices that a derivative reads, with their versions.
final class SavedIndices {
  private final List<@Nullable SavedTensor> saved = new ArrayList<>();

  SavedIndices(List<? extends @Nullable Tensor> indices) {
    for (Tensor index : indices) saved.add(index == null ? null : new SavedTensor(index));
  }

  /// The indices as they were saved.
  ///
  /// @throws IllegalStateException if one has been written to since
  List<@Nullable Tensor> unpack() {
    List<@Nullable Tensor> indices = new ArrayList<>();
    for (SavedTensor each : saved) indices.add(each == null ? null : each.unpack());
    return indices;
  }
}
