package dev.axolemma.cli;

import dev.axolemma.Engine;
import dev.axolemma.bench.Machine;
import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Device;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "info", mixinStandardHelpOptions = true,
        description = "Shows the machine, and each backend with its devices or the reason why it is unavailable.")
final class InfoCommand implements Callable<Integer> {

    private static final double GIBIBYTE = 1 << 30;

    @Mixin
    private JsonOption json;
    @Spec
    private CommandSpec command;

    /** A row of the report; {@code reason} is null if the backend is available. */
    record BackendRow(String backend, boolean available, String reason, List<Device> devices, List<String> refusals) {

        private static BackendRow of(Backend backend) {
            String reason = backend.unavailable().orElse(null);
            return new BackendRow(backend.name(), reason == null, reason,
                    reason == null ? backend.devices() : List.of(), reason == null ? backend.refusals() : List.of());
        }

        private String description() {
            return available ? Stream.concat(devices.stream().map(BackendRow::describe), refusals.stream())
                    .collect(Collectors.joining("; ")) : "unavailable: " + reason;
        }

        private static String describe(Device device) {
            return device.properties().entrySet().stream().map(p -> p.getKey() + " " + p.getValue())
                    .collect(Collectors.joining(", ", device.name() + " (", ")"));
        }
    }

    @Override
    public Integer call() throws IOException {
        List<BackendRow> rows = Engine.backends().stream().map(BackendRow::of).toList();
        print(command.commandLine().getOut(), Machine.here(), rows);
        json.write("axolemma.info/1", rows);
        return ExitCode.FINE;
    }

    private static void print(PrintWriter out, Machine machine, List<BackendRow> rows) {
        Table table = new Table("processor", machine.processor());
        table.row("cores", machine.cores());
        table.row("vector width", machine.vectorWidth());
        table.row("memory", String.format(Locale.ROOT, "%.1f GiB", machine.memoryBytes() / GIBIBYTE));
        table.row("system", machine.system());
        table.row("Java", machine.java());
        rows.forEach(row -> table.row("backend " + row.backend(), row.description()));
        table.print(out);
    }
}
