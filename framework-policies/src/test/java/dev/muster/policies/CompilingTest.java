package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What annotations say of their method and is not so does not compile. */
class CompilingTest {
    @TempDir
    private Path folder;

    @DisplayName("a rate for each value of a parameter that there is not")
    @Test
    void rate() {
        assertThat(compile("""
                        @RateLimit(permits = 1, key = "tenat")
                        void render(String tenant) {}
                        """))
                .contains("[MUSTER-611] @RateLimit(key = \"tenat\"): Methods.render(String) has no parameter 'tenat'.")
                .contains("Did you mean \"tenant\"?");
    }

    @DisplayName("a fallback of another type")
    @Test
    void fallback() {
        assertThat(compile("""
                        @Fallback(Text.class)
                        int price(String article) { return 1; }
                        """))
                .contains("[MUSTER-612] @Fallback(Methods.Text.class) gives String, which is no result of")
                .contains("Let Methods.Text be a FallbackFunction<Integer>, or name a class that is one.");
    }

    @DisplayName("both as they should be")
    @Test
    void right() {
        assertThat(compile("""
                        @RateLimit(permits = 1, key = "article")
                        @Fallback(Text.class)
                        CharSequence price(String article) { return ""; }
                        """)).isEmpty();
    }

    /** What javac says of a class with these methods. */
    private String compile(String methods) {
        String source = """
                import dev.muster.policies.*;
                import dev.muster.policy.CallInfo;
                class Methods {
                    static class Text implements FallbackFunction<String> {
                        public String instead(CallInfo call, Throwable failure) { return ""; }
                    }
                    %s
                }
                """.formatted(methods);
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Methods.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public String getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-processorpath", System.getProperty("java.class.path"), "-d", folder.toString());
        javac.getTask(said, null, null, options, null, List.of(file)).call();
        return said.toString();
    }
}
