package tocsin.local;

/// The stack cannot run, for a reason that its operator can mend.
final class StartFailed extends Exception {
  private static final long serialVersionUID = 1;

  StartFailed(String message) {
    super(message);
  }
}
