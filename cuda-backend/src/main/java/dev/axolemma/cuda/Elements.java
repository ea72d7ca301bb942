package dev.axolemma.cuda;

import java.util.List;

/** Numbers in global memory, seen as one for each element. */
interface Elements {

    /** Writes the loads of consecutive elements, from {@code first} on, and returns where their numbers are. */
    List<String> load(String first, int count);
}
