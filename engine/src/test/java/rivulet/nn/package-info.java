/// Tests of modules.
@NullMarked
package rivulet.nn;

import org.jspecify.annotations.NullMarked;
