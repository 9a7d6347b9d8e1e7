/// The engine held against values that PyTorch produced: one reader, one table from PyTorch's names
/// to Java calls, one comparison, one runner a file of cases.
@NullMarked
package rivulet.oracle;

import org.jspecify.annotations.NullMarked;
