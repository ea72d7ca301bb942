package dev.axolemma.cpu;

import dev.axolemma.compiler.Fold;

/** Folds what the blocks of a sequence give, in plain Java: they are few. */
final class BlockTree {

    private final Fold fold;
    private final int lanes;

    BlockTree(Fold fold, int lanes) {
        this.fold = fold;
        this.lanes = lanes;
    }

    /** Leaves in {@code numbers[at …]} what so many blocks give: the left half is the largest power of two below. */
    void fold(Object numbers, int at, int blocks) {
        if (blocks > 1) {
            int left = Integer.highestOneBit(blocks - 1);
            int middle = at + left * lanes;
            fold(numbers, at, left);
            fold(numbers, middle, blocks - left);
            fold(numbers, at, middle, lanes);
        }
    }

    private void fold(Object numbers, int to, int from, int count) {
        switch (numbers) {
            case float[] floats -> fold(floats, to, from, count);
            case double[] doubles -> fold(doubles, to, from, count);
            default -> throw new AssertionError(numbers);
        }
    }

    private void fold(float[] numbers, int to, int from, int count) {
        switch (fold) {
            case SUM -> {
                for (int i = 0; i < count; i++) {
                    numbers[to + i] += numbers[from + i];
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < count; i++) {
                    numbers[to + i] = Math.min(numbers[to + i], numbers[from + i]);
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < count; i++) {
                    numbers[to + i] = Math.max(numbers[to + i], numbers[from + i]);
                }
            }
        }
    }

    private void fold(double[] numbers, int to, int from, int count) {
        switch (fold) {
            case SUM -> {
                for (int i = 0; i < count; i++) {
                    numbers[to + i] += numbers[from + i];
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < count; i++) {
                    numbers[to + i] = Math.min(numbers[to + i], numbers[from + i]);
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < count; i++) {
                    numbers[to + i] = Math.max(numbers[to + i], numbers[from + i]);
                }
            }
        }
    }
}
