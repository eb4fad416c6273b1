package dev.muster.examples.console;

import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a command line program: its arguments in, its exit code out. */
public final class Program {
    private Program() {}

    /** Runs {@code command} with these arguments and ends the JVM with its exit code. */
    public static void run(Callable<Integer> command, String... arguments) {
        System.exit(line(command).execute(arguments));
    }

    /**
     * The command line of {@code command}, whose options are picocli annotations. The exit code is what the command returns, 1
     * if it throws, 2 if the arguments are wrong; failures are told in one line, without a stack trace.
     */
    public static CommandLine line(Callable<Integer> command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Program::explain);
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
