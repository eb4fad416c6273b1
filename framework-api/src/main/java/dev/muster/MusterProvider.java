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
        return Installed.provider();
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

    /** Finds the provider once. That there is none is kept and told each time: initialisers that throw are told as another error. */
    final class Installed {
        private static final @Nullable MusterProvider PROVIDER;
        private static final @Nullable MusterException MISSING;

        static {
            MusterProvider found = null;
            MusterException missing = null;
            try {
                found = find();
            } catch (MusterException none) {
                missing = none;
            }
            PROVIDER = found;
            MISSING = missing;
        }

        private Installed() {}

        private static MusterProvider provider() {
            if (MISSING != null) {
                throw new MusterException(Objects.requireNonNull(MISSING.getMessage()), MISSING.getCause());
            }
            return Objects.requireNonNull(PROVIDER);
        }

        /** The context of the call whose body runs on this thread; where there is no runtime, no calls run. */
        static Optional<CallContext> context() {
            return PROVIDER == null ? Optional.empty() : PROVIDER.current();
        }

        private static MusterProvider find() {
            MusterProvider given = Given.provider;
            return given != null ? given : search();
        }

        private static MusterProvider search() {
            MusterProvider found = first(MusterProvider.class.getClassLoader());
            if (found == null) { // another copy of Muster may be there, so it comes second
                found = first(Thread.currentThread().getContextClassLoader());
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
