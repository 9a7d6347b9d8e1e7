/// From a cell's text to classes that run in the session.
@NullMarked
package rivulet.kernel.cell;

import org.jspecify.annotations.NullMarked;
