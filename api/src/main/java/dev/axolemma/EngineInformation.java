package dev.axolemma;

import dev.axolemma.spi.Device;
import java.util.List;

/**
 * What an engine computes with.
 *
 * @param backend the backend's name
 * @param device its device
 * @param threads how many host threads may compute at once
 * @param notes what could not be used and why, one sentence each
 */
public record EngineInformation(String backend, Device device, int threads, List<String> notes) {

    public EngineInformation {
        notes = List.copyOf(notes);
    }
}
