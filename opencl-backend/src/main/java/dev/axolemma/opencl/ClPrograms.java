package dev.axolemma.opencl;

import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clGetProgramBuildInfo;
import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clReleaseProgram;

import dev.axolemma.device.KernelBuildException;
import dev.axolemma.device.KernelSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_program;

/** Compiles kernels for a device, and keeps them until it is closed. */
final class ClPrograms {

    private static final String OPTIONS = "-cl-std=CL1.2 -cl-fp32-correctly-rounded-divide-sqrt";

    private final ClDevice device;
    private final cl_context context;
    private final List<cl_program> programs = new ArrayList<>();
    private final List<cl_kernel> kernels = new ArrayList<>();

    ClPrograms(ClDevice device, cl_context context) {
        this.device = device;
        this.context = context;
    }

    ClKernel compile(KernelSource source) {
        cl_program program = clCreateProgramWithSource(context, 1, new String[] {source.text()}, null, null);
        try {
            clBuildProgram(program, 1, new cl_device_id[] {device.id()}, OPTIONS, null, null);
        } catch (CLException refused) {
            String log = log(program);
            clReleaseProgram(program);
            throw new KernelBuildException(device.name(), source, log);
        }
        cl_kernel kernel = clCreateKernel(program, source.name(), null);
        synchronized (this) {
            programs.add(program);
            kernels.add(kernel);
        }
        return new ClKernel(kernel, source.group());
    }

    private String log(cl_program program) {
        long[] size = new long[1];
        clGetProgramBuildInfo(program, device.id(), CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] log = new byte[(int) size[0]];
        clGetProgramBuildInfo(program, device.id(), CL_PROGRAM_BUILD_LOG, log.length, Pointer.to(log), null);
        return new String(log, StandardCharsets.UTF_8).replace("\0", "");
    }

    synchronized void close() {
        kernels.forEach(kernel -> clReleaseKernel(kernel));
        programs.forEach(program -> clReleaseProgram(program));
        kernels.clear();
        programs.clear();
    }
}
