package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.cuda.MapExample.Broadcast;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A map's kernel returns the bits that the program means, wherever the operands lie. */
class MapBitsTest {

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void everyLengthAndOffset(Dtype dtype) {
        for (int length : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 41}) {
            for (int offset = 0; offset < 5; offset++) {
                MapExample.random(length, dtype, 12, length).check(offset);
            }
            MapExample.fma(dtype, length).check(0, 1, 2, 3);
            MapExample.fma(dtype, length).check(3, 3, 3, 2);
            MapExample.fma(dtype, length).check(2, 3, 2, 2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void everyInstruction(Dtype dtype) {
        for (int instructions : new int[] {1, 10, 30, 60, 150, 700}) {
            for (int seed = 0; seed < 20; seed++) {
                MapExample.random(1000L * instructions + seed, dtype, instructions, 41).check(seed % 4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void everyGrid(Dtype dtype) {
        for (int[] grid : new int[][] {{1, 1}, {1, 32}, {4, 32}, {7, 1}}) {
            MapExample.random(5, dtype, 40, 200).grid(grid[0], grid[1]).check(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void inPlace(Dtype dtype) {
        for (int seed = 0; seed < 20; seed++) {
            for (int input = 0; input < MapExample.random(seed, dtype, 30, 37).inputs(); input++) {
                MapExample.random(seed, dtype, 30, 37).inPlace(input).check(seed % 4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void everyShapeOfBroadcast(Dtype dtype) {
        int[][] shapes = {{1, 1, 60}, {5, 12, 1}, {1, 6, 10}, {3, 4, 5}, {2, 1, 30}, {60, 1, 1}, {6, 5, 2}, {0, 3, 4}};
        for (int[] shape : shapes) {
            for (int input = 0; input < 3; input++) {
                long[] channels = Numbers.random(new SplittableRandom(input), dtype, shape[1]);
                Broadcast broadcast = new Broadcast(channels, shape[2]);
                MapExample.fma(dtype, shape[0] * shape[1] * shape[2]).broadcast(input, broadcast, 0).check(input);
                MapExample.fma(dtype, 23).broadcast(input, broadcast, 7).check(input);
                MapExample.fma(dtype, 9).broadcast(input, broadcast, (1L << 32) - 3).check(input);
            }
        }
    }
}
