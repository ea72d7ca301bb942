package dev.axolemma.cuda;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A GPU in plain Java: runs a kernel's text as the manual of the PTX ISA has it, from barrier to barrier thread by
 * thread, in a new order each time, so that a missing barrier shows. It knows the instructions that we use and no
 * other. To read what was never written, an address that is misaligned or in no memory, and a barrier that some threads
 * never reach are errors.
 */
final class PtxMachine {

    private static final Pattern PARAMETER = Pattern.compile("\\.param \\.(?:u64|f32|f64) (\\w+),?");
    private static final Pattern SHARED = Pattern.compile("\\.shared \\.align 16 \\.b(\\d+) (\\w+)\\[(\\d+)];");
    private static final Pattern BLOCK_SIZE = Pattern.compile("\\.reqntid (\\d+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+):");
    private static final Pattern INSTRUCTION = Pattern.compile("(?:@(!?)(%p\\d+) )?([a-z][\\w.]*)(?: (.*))?;");
    private static final int ENDED = -1;

    private final List<String> parameters = new ArrayList<>();
    private final Map<String, Integer> registers = new HashMap<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<String, Long> shared = new HashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private int sharedBytes;
    private int blockSize;

    private interface Source {
        long get(Thread thread);
    }

    private interface Action {
        void run(Thread thread);
    }

    /** A launch: what all threads see. */
    private record Launch(int blocks, int threads, DeviceMemory memory, long[] arguments) {
    }

    private static final class Thread {
        private final Launch launch;
        private final int block;
        private final int number;
        private final DeviceMemory shared;
        private final long[] registers;
        private final boolean[] written;
        private int next;
        private boolean isWaiting;

        Thread(Launch launch, int block, int number, DeviceMemory shared, int registers) {
            this.launch = launch;
            this.block = block;
            this.number = number;
            this.shared = shared;
            this.registers = new long[registers];
            this.written = new boolean[registers];
        }

        private DeviceMemory memory(String opcode) {
            return opcode.contains(".shared.") ? shared : launch.memory();
        }
    }

    PtxMachine(String text) {
        text.lines().map(String::strip).forEach(this::parse);
        parse("ret;");
    }

    /**
     * Runs the kernel on so many blocks of so many threads.
     *
     * @param operands arrays, each of them passed as its memory and the number of its first element, or other arguments
     */
    void run(int blocks, int threads, DeviceMemory memory, Object... operands) {
        long[] arguments = Stream.of(operands).flatMapToLong(operand -> switch (operand) {
            case DeviceArray array -> LongStream.of(array.memory(), array.first());
            case Number number -> LongStream.of(number.longValue());
            default -> throw new IllegalArgumentException("unknown argument: " + operand);
        }).toArray();
        if (arguments.length != parameters.size() || blockSize != 0 && blockSize != threads) {
            throw new IllegalArgumentException("launched as " + threads + " threads with " + arguments.length
                    + " arguments; the kernel takes " + parameters + " and " + blockSize + " threads");
        }
        Launch launch = new Launch(blocks, threads, memory, arguments);
        for (int block = 0; block < blocks; block++) {
            run(launch, block);
        }
    }

    private void run(Launch launch, int block) {
        DeviceMemory ofBlock = new DeviceMemory();
        ofBlock.add(MemorySegment.ofArray(new byte[sharedBytes]));
        Random random = new Random(block);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < launch.threads(); number++) {
            threads.add(new Thread(launch, block, number, ofBlock, registers.size()));
        }
        while (threads.stream().anyMatch(thread -> thread.next != ENDED)) {
            Collections.shuffle(threads, random);
            threads.forEach(this::runToBarrier);
            if (threads.stream().map(thread -> thread.next).distinct().count() > 1) {
                throw new IllegalStateException("some threads wait at a barrier that others never reach");
            }
        }
    }

    private void runToBarrier(Thread thread) {
        thread.isWaiting = false;
        while (thread.next != ENDED && !thread.isWaiting) {
            actions.get(thread.next++).run(thread);
        }
    }

    private void parse(String line) {
        Matcher parameter = PARAMETER.matcher(line);
        Matcher array = SHARED.matcher(line);
        Matcher size = BLOCK_SIZE.matcher(line);
        Matcher label = LABEL.matcher(line);
        Matcher instruction = INSTRUCTION.matcher(line);
        if (parameter.matches()) {
            parameters.add(parameter.group(1));
        } else if (array.matches()) {
            shared.put(array.group(2), DeviceMemory.FIRST + sharedBytes);
            sharedBytes += Integer.parseInt(array.group(1)) / 8 * Integer.parseInt(array.group(3)) + 15 & -16;
        } else if (size.matches()) {
            blockSize = Integer.parseInt(size.group(1));
        } else if (label.matches()) {
            labels.put(label.group(1), actions.size());
        } else if (instruction.matches()) {
            List<String> operands = instruction.group(4) == null ? List.of()
                    : List.of(instruction.group(4).split(", (?![^{]*})"));
            Action action = action(instruction.group(3), operands);
            actions.add(instruction.group(2) == null ? action
                    : guarded(source(instruction.group(2)), instruction.group(1).isEmpty(), action));
        } else if (!line.matches("|[{})]|\\.(version|target|address_size|visible|reg|minnctapersm) .*")) {
            throw new IllegalArgumentException("unknown line: " + line);
        }
    }

    private static Action guarded(Source predicate, boolean wanted, Action action) {
        return thread -> {
            if (predicate.get(thread) != 0 == wanted) {
                action.run(thread);
            }
        };
    }

    private Action action(String opcode, List<String> operands) {
        String family = opcode.split("\\.")[0];
        return switch (family) {
            case "bra" -> thread -> thread.next = labels.get(operands.getFirst());
            case "ret" -> thread -> thread.next = ENDED;
            case "bar" -> thread -> thread.isWaiting = true;
            case "ld" -> load(opcode, operands.get(0), operands.get(1));
            case "st" -> store(opcode, operands.get(0), operands.get(1));
            default -> compute(opcode, operands.getFirst(), operands.stream().skip(1).map(this::source).toList());
        };
    }

    private Action compute(String opcode, String result, List<Source> sources) {
        int register = register(result);
        Source first = sources.getFirst();
        return switch (sources.size()) {
            case 1 -> {
                LongUnaryOperator operator = PtxArithmetic.unary(opcode);
                yield thread -> write(thread, register, operator.applyAsLong(first.get(thread)));
            }
            case 2 -> {
                LongBinaryOperator operator = PtxArithmetic.binary(opcode);
                yield thread -> write(thread, register,
                        operator.applyAsLong(first.get(thread), sources.get(1).get(thread)));
            }
            default -> {
                PtxArithmetic.Ternary operator = PtxArithmetic.ternary(opcode);
                yield thread -> write(thread, register, operator.applyAsLong(first.get(thread),
                        sources.get(1).get(thread), sources.get(2).get(thread)));
            }
        };
    }

    private Action load(String opcode, String results, String address) {
        if (opcode.startsWith("ld.param.")) {
            int register = register(results);
            int parameter = parameters.indexOf(address.substring(1, address.length() - 1));
            return thread -> write(thread, register, thread.launch.arguments[parameter]);
        }
        int bytes = PtxArithmetic.bytes(opcode);
        int[] numbers = Stream.of(group(results)).mapToInt(this::register).toArray();
        Source from = address(address);
        return thread -> {
            long start = aligned(from.get(thread), bytes * numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                write(thread, numbers[i], thread.memory(opcode).load(start + (long) i * bytes, bytes));
            }
        };
    }

    private Action store(String opcode, String address, String numbers) {
        int bytes = PtxArithmetic.bytes(opcode);
        List<Source> sources = Stream.of(group(numbers)).map(this::source).toList();
        Source to = address(address);
        return thread -> {
            long start = aligned(to.get(thread), bytes * sources.size());
            for (int i = 0; i < sources.size(); i++) {
                thread.memory(opcode).store(start + (long) i * bytes, bytes, sources.get(i).get(thread));
            }
        };
    }

    private static long aligned(long address, int bytes) {
        if (address % bytes != 0) {
            throw new IllegalStateException("address " + address + " is no multiple of " + bytes);
        }
        return address;
    }

    /** As in {@code [%rd1]} or {@code [%rd1+16]}. */
    private Source address(String operand) {
        String[] sum = operand.substring(1, operand.length() - 1).split("\\+");
        Source base = source(sum[0]);
        long distance = sum.length == 1 ? 0 : Long.parseLong(sum[1]);
        return thread -> base.get(thread) + distance;
    }

    private static String[] group(String operand) {
        return operand.startsWith("{") ? operand.substring(1, operand.length() - 1).split(", ")
                : new String[] {operand};
    }

    private Source source(String operand) {
        return switch (operand) {
            case "%tid.x" -> thread -> thread.number;
            case "%ctaid.x" -> thread -> thread.block;
            case "%ntid.x" -> thread -> thread.launch.threads();
            case "%nctaid.x" -> thread -> thread.launch.blocks();
            default -> operand.startsWith("%") ? read(register(operand)) : constant(operand);
        };
    }

    private Source constant(String operand) {
        long value = shared.containsKey(operand) ? shared.get(operand) : PtxArithmetic.immediate(operand);
        return thread -> value;
    }

    private static Source read(int register) {
        return thread -> {
            if (!thread.written[register]) {
                throw new IllegalStateException("a register is read that was never written");
            }
            return thread.registers[register];
        };
    }

    private static void write(Thread thread, int register, long value) {
        thread.registers[register] = value;
        thread.written[register] = true;
    }

    private int register(String name) {
        return registers.computeIfAbsent(name, unknown -> registers.size());
    }
}
