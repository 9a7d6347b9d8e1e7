/// The command `rivulet`, and the bridges between the engine and the kernel.
@NullMarked
package rivulet.install;

import org.jspecify.annotations.NullMarked;
