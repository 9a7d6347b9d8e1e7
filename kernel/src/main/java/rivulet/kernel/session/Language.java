package rivulet.kernel.session;

import rivulet.kernel.display.Values;

/// What a session knows of its language.
///
/// @param interpreter what runs cells
/// @param values how their values are shown
public record Language(Interpreter interpreter, Values values) {}
