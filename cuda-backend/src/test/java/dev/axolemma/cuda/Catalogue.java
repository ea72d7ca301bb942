package dev.axolemma.cuda;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Operation;
import java.util.stream.Stream;

/** Every operation that there is without a user's formula. */
final class Catalogue {

    private Catalogue() {
    }

    static Stream<Operation> operations() {
        return Activations.all().stream().flatMap(activation -> Stream.of(Direction.values())
                .filter(direction -> isDefined(activation, direction))
                .map(direction -> Operation.of(activation, direction)));
    }

    private static boolean isDefined(Activation activation, Direction direction) {
        return direction != Direction.BACKWARD_FROM_OUTPUT || activation.derivativeFromOutput().isPresent();
    }
}
