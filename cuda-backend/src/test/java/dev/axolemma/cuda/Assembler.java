package dev.axolemma.cuda;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.axolemma.device.NativeLibrary;
import java.util.List;
import java.util.function.BiFunction;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompileResult;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;
import org.junit.jupiter.api.Assumptions;

/** NVIDIA's assembler of PTX, as a library that needs neither a driver nor a GPU. */
final class Assembler {

    /** GPUs from the oldest that the PTX is for to the newest that this assembler knows. */
    static final List<String> TARGETS = List.of("sm_60", "sm_75", "sm_80", "sm_90");

    static {
        Assumptions.assumeTrue(List.of("amd64", "x86_64").contains(System.getProperty("os.arch"))
                && !System.getProperty("os.name").startsWith("Mac"), "the assembler exists for x86-64 only");
        NativeLibrary.load("JCuda", () -> JNvPTXCompiler.setExceptionsEnabled(false)).ifPresent(reason -> {
            throw new AssertionError(reason);
        });
    }

    private Assembler() {
    }

    /** What the assembler says of a kernel that it has assembled, its registers among other things. */
    static String assemble(String text, String target) {
        nvPTXCompilerHandle handle = new nvPTXCompilerHandle();
        byte[] bytes = (text + '\0').getBytes(US_ASCII);
        check(JNvPTXCompiler.nvPTXCompilerCreate(handle, bytes.length, bytes), handle, text);
        try {
            String[] options = {"--gpu-name=" + target, "--verbose"};
            check(JNvPTXCompiler.nvPTXCompilerCompile(handle, options.length, options), handle, text);
            return log(JNvPTXCompiler::nvPTXCompilerGetInfoLogSize, JNvPTXCompiler::nvPTXCompilerGetInfoLog, handle);
        } finally {
            JNvPTXCompiler.nvPTXCompilerDestroy(handle);
        }
    }

    private static void check(int result, nvPTXCompilerHandle handle, String text) {
        if (result != nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
            String log = log(JNvPTXCompiler::nvPTXCompilerGetErrorLogSize, JNvPTXCompiler::nvPTXCompilerGetErrorLog,
                    handle);
            throw new AssertionError(nvPTXCompileResult.stringFor(result) + ": " + log + "\n" + text);
        }
    }

    private static String log(BiFunction<nvPTXCompilerHandle, long[], Integer> size,
            BiFunction<nvPTXCompilerHandle, byte[], Integer> content, nvPTXCompilerHandle handle) {
        long[] length = new long[1];
        size.apply(handle, length);
        byte[] log = new byte[(int) length[0] + 1];
        content.apply(handle, log);
        return new String(log, US_ASCII).replace("\0", "");
    }
}
