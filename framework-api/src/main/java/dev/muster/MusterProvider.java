package dev.muster;

import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime gives to {@link Muster}'s static methods. Found with {@link ServiceLoader}; users never call it.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface MusterProvider {
    /** A builder with all defaults. */
    Muster.Builder builder();

    /** The one runtime that is shared in this process, opened at the first call. */
    Muster shared();

    /** The context of the call whose body runs on this thread. */
    Optional<CallContext> current();

    /**
     * The provider of this application.
     *
     * @throws MusterException if none is found
     */
    static MusterProvider installed() {
        return Installed.PROVIDER;
    }

    /**
     * Makes a provider this process's own, before anybody asks for one, so that none is looked for. For a runtime that starts
     * processes.
     */
    static void install(MusterProvider provider) {
        Given.provider = Objects.requireNonNull(provider, "provider");
    }

    /** Holds what was installed, apart from {@link Installed}, which asks for it when it is initialised. */
    final class Given {
        private static volatile @Nullable MusterProvider provider;

        private Given() {}
    }

    /** Finds the provider once. */
    final class Installed {
        private static final MusterProvider PROVIDER = find();

        private Installed() {}

        private static MusterProvider find() {
            MusterProvider given = Given.provider;
            return given != null ? given : search();
        }

        private static MusterProvider search() {
            MusterProvider found = first(Thread.currentThread().getContextClassLoader());
            if (found == null) {
                found = first(MusterProvider.class.getClassLoader());
            }
            if (found == null) {
                throw new MusterException(
                        "No Muster runtime found: add dev.muster:muster-runtime to what the application"
                                + " runs with (Maven scope 'runtime', Gradle 'runtimeOnly').");
            }
            return found;
        }

        private static @Nullable MusterProvider first(@Nullable ClassLoader loader) {
            try {
                Iterator<MusterProvider> providers =
                        ServiceLoader.load(MusterProvider.class, loader).iterator();
                return providers.hasNext() ? providers.next() : null;
            } catch (ServiceConfigurationError broken) {
                throw new MusterException("The Muster runtime cannot be loaded: " + broken.getMessage(), broken);
            }
        }
    }
}
