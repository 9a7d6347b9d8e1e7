/// Lines and cells that are no Java: magics, shell commands, questions about names.
@NullMarked
package rivulet.kernel.magic;

import org.jspecify.annotations.NullMarked;
