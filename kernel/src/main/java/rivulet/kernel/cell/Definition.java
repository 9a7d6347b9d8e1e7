package rivulet.kernel.cell;

/// What a cell defines for later ones.
///
/// @param owner the binary name of the cell's class, of which it is a static member
/// @param order which cell of the session that is, counted from 0
public record Definition(Kind kind, String name, String owner, int order) {
  /// What it is.
  public enum Kind {
    /// A variable, a static field.
    VARIABLE,
    /// A method; its overloads may stand in several cells.
    METHOD,
    /// A class, record, interface, enum or annotation.
    TYPE
  }
}
