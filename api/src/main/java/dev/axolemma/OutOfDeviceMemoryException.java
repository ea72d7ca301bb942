package dev.axolemma;

/** A device has no room for what a call needs. Nothing has been kept of that call; the engine can go on. */
public final class OutOfDeviceMemoryException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final long asked;
    private final long available;

    /**
     * @param device its name
     * @param asked how many bytes were asked for at once
     * @param available how many bytes the device gives at once at most, of those it has left
     */
    public OutOfDeviceMemoryException(String device, long asked, long available) {
        super(device + " has no room for " + asked + " bytes; it gives " + available + " at once at most");
        this.asked = asked;
        this.available = available;
    }

    /** How many bytes were asked for. */
    public long asked() {
        return asked;
    }

    /** How many bytes the device gives at most. */
    public long available() {
        return available;
    }
}
