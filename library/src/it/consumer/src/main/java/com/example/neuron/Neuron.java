package com.example.neuron;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Engine;
import java.util.Arrays;

/** A neuron with one weight: its output and gradient, by an activation of the catalogue and by one of its author. */
final class Neuron {
    private static final Activation TANH_EXP = Activation.of("tanhExp", x -> x.times(x.exp().tanh()));

    private Neuron() {}

    public static void main(String[] args) {
        float[] x = {-87, -17, -1, -0.0f, 0.5f, 17, 87};
        float[] upstream = new float[x.length];
        Arrays.fill(upstream, 0.75f);
        try (Engine engine = Engine.open()) {
            System.out.println("backend " + engine.information().backend());
            print(engine, Activations.sigmoid(), x, upstream);
            print(engine, TANH_EXP, x, upstream);
        }
    }

    private static void print(Engine engine, Activation activation, float[] x, float[] upstream) {
        float[] y = new float[x.length];
        float[] gradient = new float[x.length];
        engine.forward(activation, x, y);
        engine.backward(activation, x, upstream, gradient);
        System.out.println("result " + activation.name() + " " + Arrays.toString(y) + " " + Arrays.toString(gradient));
    }
}
