package rivulet.kernel.magic;

import org.jspecify.annotations.Nullable;

/// A part of a cell that runs on its own, before those behind it are looked at.
sealed interface Part {
  /// Java.
  ///
  /// @param text the part in its place: what is before it in the cell is blank, so that lines and
  ///   columns are those of the cell
  record Java(String text) implements Part {}

  /// A magic.
  ///
  /// @param line the line of the cell that it stands on, from 1
  /// @param name as it is written
  /// @param text the rest of its line
  /// @param body the lines behind a cell magic; null for a magic on a line
  record Use(int line, String name, String text, @Nullable String body) implements Part {}
}
