package dev.axolemma.device;

/** Computes a portion of the rows of a matrix product. */
final class ProductPortion implements Pipeline.Place {

    private final DeviceProduct product;
    private final Window left;
    private final DeviceMatrix right;
    private final Window result;
    private Portion portion;

    ProductPortion(DeviceProduct product, Window left, DeviceMatrix right, Window result) {
        this.product = product;
        this.left = left;
        this.right = right;
        this.result = result;
    }

    @Override
    public void start(Portion next) {
        portion = next;
        int rows = Math.toIntExact(portion.shape().outer());
        DeviceMatrix ofLeft = DeviceMatrix.of(left.read(portion.ofRows(right.rows())), rows, right.rows());
        product.multiply(ofLeft, right, result.of(portion));
    }

    @Override
    public void collect() {
        result.publish(portion);
    }
}
