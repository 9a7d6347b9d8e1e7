/// Values as MIME bundles.
@NullMarked
package rivulet.kernel.display;

import org.jspecify.annotations.NullMarked;
