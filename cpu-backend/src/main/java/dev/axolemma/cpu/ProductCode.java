package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import java.lang.invoke.MethodHandles;

/**
 * What multiplies matrices, written in a form and loaded.
 *
 * @param tile whose sums the micro-kernel keeps in registers
 * @param left packs rows of the left matrix
 * @param right packs columns of the right one
 */
record ProductCode(Dtype dtype, RegisterTile tile, MicroKernel kernel, Packer left, Packer right) {

    static ProductCode of(Dtype dtype, Form form) {
        RegisterTile tile = new RegisterTile(RegisterTile.ROWS, form.tileVectors(), form.lanes(dtype));
        return new ProductCode(dtype, tile, (MicroKernel) load(MicroKernelWriter.write(dtype, form, tile)),
                (Packer) load(PackerWriter.write(dtype, new ScalarEmitter.Elements(), tile.rows())),
                (Packer) load(PackerWriter.write(dtype, form, tile.vectors())));
    }

    private static Object load(byte[] written) {
        try {
            return MethodHandles.lookup().defineHiddenClass(written, true).lookupClass().getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
