package dev.axolemma.bench.measure;

import dev.axolemma.bench.Bits;
import dev.axolemma.bench.Numbers;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** A short name for the bits of a result. */
final class Checksum {

    private static final int BLOCK = 1024;

    private Checksum() {
    }

    /** CRC-32C of the little-endian bits in order, NaN being canonical. */
    static String of(List<Numbers> outputs) {
        CRC32C crc = new CRC32C();
        outputs.forEach(numbers -> update(crc, numbers));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static void update(CRC32C crc, Numbers numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Double.BYTES);
        for (long from = 0; from < numbers.length(); from += BLOCK) {
            long to = Math.min(from + BLOCK, numbers.length());
            for (long i = from; i < to; i++) {
                long bits = Bits.of(numbers.get(i), numbers.dtype());
                for (int place = 0; place < numbers.dtype().bytes(); place++) {
                    buffer.put((byte) (bits >>> Byte.SIZE * place));
                }
            }
            crc.update(buffer.flip());
            buffer.clear();
        }
    }
}
