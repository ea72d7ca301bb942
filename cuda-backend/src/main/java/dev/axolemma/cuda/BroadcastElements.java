package dev.axolemma.cuda;

import java.util.ArrayList;
import java.util.List;

/**
 * One number for several elements: those are [outer, channels, inner], and all at one place of the middle axis have the
 * same.
 *
 * @param numbers one for each channel
 * @param inner the register with how many consecutive elements each number stands for
 * @param channels the register with how many numbers there are
 */
record BroadcastElements(PlainElements numbers, String inner, String channels) implements Elements {

    @Override
    public List<String> load(String first, int count) {
        Indices indices = new Indices(numbers.text());
        String run = indices.divide(first, inner);
        String inRun = indices.remainder(first, run, inner);
        String channel = indices.remainder(run, indices.divide(run, channels), channels);
        List<String> loaded = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                // Cheaper than to divide again.
                inRun = indices.add(inRun, 1);
                String isNextRun = indices.equal(inRun, inner);
                inRun = indices.select(isNextRun, 0, inRun);
                channel = indices.select(isNextRun, indices.add(channel, 1), channel);
                channel = indices.select(indices.equal(channel, channels), 0, channel);
            }
            loaded.addAll(numbers.load(channel, 1));
        }
        return loaded;
    }
}
