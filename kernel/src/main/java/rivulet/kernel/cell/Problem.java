package rivulet.kernel.cell;

/// One error that javac found in a cell.
///
/// @param code javac's key for it, as `compiler.err.cant.resolve.location`
/// @param line the cell's line, from 1
/// @param column the column, from 1
/// @param message javac's text, one or more lines
record Problem(String code, long line, long column, String message) {}
