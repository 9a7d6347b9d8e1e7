package rivulet.array;

import java.util.List;

/// What the elements of a [Storage] will be computed from when somebody asks for them.
sealed interface Due permits Expression, Deferral {
  /// The storages that are read, each once.
  List<Storage> sources();

  /// Computes the elements and hands them to their storage.
  void run(Storage storage);

  /// Counts one more result that will be computed from this one.
  default void addReader() {}

  /// Counts one less.
  default void removeReader() {}

  /// Says that the elements will be wanted once more.
  default void keep() {}
}
