package dev.axolemma;

import dev.axolemma.formula.Formula;

/**
 * A marked nonzero root of an activation's value or of its derivative with respect to x0. Near it the terms of a sum
 * cancel, so the error bound of N ULP becomes max(N ULP, N·2^-24·M) in f32 and N·2^-53·M in f64.
 *
 * @param of whether the value ({@link Direction#FORWARD}) or the derivative ({@link Direction#DERIVATIVE}) has the root
 * @param at the root in x0, as a formula of the parameters; the first positive one if they recur; not finite where the
 *         parameters leave no root
 * @param period the distance from one root to the next in both directions, 0 itself never being one; zero where there
 *         is only this one
 * @param radius how far from the root the absolute bound holds
 * @param magnitude M, the magnitude of the terms that cancel, as a formula of the parameters and the other inputs
 */
public record Root(Direction of, Formula at, Formula period, Formula radius, Formula magnitude) {
}
