package dev.muster.runtime.workers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which process this is, as calls in it see it.
 *
 * @param workerName the name that its parent gave to this process, or empty in the process that the user started
 * @param pid the id of this process
 * @param parentPid the id of its parent, or 0 if that is unknown
 * @param depth how many processes of ours are above this one
 */
public record Identity(String workerName, long pid, long parentPid, int depth) {
    private static final class Host {
        private static final String NAME = find();

        private static String find() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            } catch (IOException notLinux) {
                return ask();
            }
        }

        private static String ask() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unnamed) {
                return "localhost";
            }
        }
    }

    /** The process that the user started. */
    public static Identity ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new Identity(
                "", self.pid(), self.parent().map(ProcessHandle::pid).orElse(0L), 0);
    }

    /** The name of this machine. */
    public static String host() {
        return Host.NAME;
    }
}
