package dev.axolemma.cuda;

import static dev.axolemma.cuda.DriverCall.check;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT;

import java.nio.charset.StandardCharsets;
import jcuda.driver.CUdevice;
import jcuda.driver.JCudaDriver;

/** A device, as JCuda knows it. */
record JCudaDevice(CUdevice handle) {

    private static final int NAME_BYTES = 256;

    static JCudaDevice numbered(int number) {
        CUdevice device = new CUdevice();
        check("cuDeviceGet", () -> JCudaDriver.cuDeviceGet(device, number));
        return new JCudaDevice(device);
    }

    Driver.Facts facts() {
        byte[] name = new byte[NAME_BYTES];
        check("cuDeviceGetName", () -> JCudaDriver.cuDeviceGetName(name, name.length, handle));
        long[] memory = new long[1];
        check("cuDeviceTotalMem", () -> JCudaDriver.cuDeviceTotalMem(memory, handle));
        return new Driver.Facts(new String(name, StandardCharsets.UTF_8).replace("\0", "").strip(), memory[0],
                attribute(CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
                attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
                attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR));
    }

    private int attribute(int attribute) {
        int[] value = new int[1];
        check("cuDeviceGetAttribute", () -> JCudaDriver.cuDeviceGetAttribute(value, attribute, handle));
        return value[0];
    }
}
