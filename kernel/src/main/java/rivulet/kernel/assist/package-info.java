/// Help while cells are typed: completion, inspection, and whether a cell is whole.
@NullMarked
package rivulet.kernel.assist;

import org.jspecify.annotations.NullMarked;
