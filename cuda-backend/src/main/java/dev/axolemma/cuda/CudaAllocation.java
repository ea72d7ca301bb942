package dev.axolemma.cuda;

import dev.axolemma.device.Accelerator;
import java.util.OptionalLong;

/** Memory that kernels can reach. */
interface CudaAllocation extends Accelerator.Allocation {

    Driver.Address start();

    @Override
    default OptionalLong address() {
        return OptionalLong.of(start().value());
    }
}
