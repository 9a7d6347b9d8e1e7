package rivulet.kernel.assist;

import javax.lang.model.element.Element;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/// Something that a name can mean.
///
/// @param site the type that it is a member of here, with its arguments; null where it is none's
/// @param rank how near it is, 0 first
record Known(Element element, @Nullable DeclaredType site, int rank) {
  String name() {
    return element.getSimpleName().toString();
  }
}
