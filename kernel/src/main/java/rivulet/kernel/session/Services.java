package rivulet.kernel.session;

/// What the cells of a session share.
///
/// @param stdin the way to ask the client
/// @param history what has run
/// @param comms the channels to the client's objects
record Services(Stdin stdin, SavedCells history, Comms comms) {}
