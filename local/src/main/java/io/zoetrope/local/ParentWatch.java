package io.zoetrope.local;

/** Ends this process in order when the one that started it is gone. */
final class ParentWatch {
    private static final int TOLD_TO_STOP = 143;

    private ParentWatch() {}

    static void leaveWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresentOrElse(
                        parent -> parent.onExit().thenRun(() -> System.exit(TOLD_TO_STOP)),
                        () -> System.exit(TOLD_TO_STOP));
    }
}
