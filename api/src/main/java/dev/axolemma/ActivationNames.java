package dev.axolemma;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names under which the catalogue is found. */
final class ActivationNames {

    /** What other libraries and papers call an entry, where upper case, underscores and hyphens are not all. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("heaviside", "step"), Map.entry("binaryStep", "step"), Map.entry("unitStep", "step"),
            Map.entry("signum", "sign"), Map.entry("absolute", "abs"),
            Map.entry("logistic", "sigmoid"), Map.entry("softStep", "sigmoid"), Map.entry("logLogistic", "logSigmoid"),
            Map.entry("scaledTanh", "lecunTanh"), Map.entry("clamp", "clip"), Map.entry("inverse", "reciprocal"),
            Map.entry("rectifier", "relu"), Map.entry("rectifiedLinear", "relu"), Map.entry("lrelu", "leakyRelu"),
            Map.entry("parametricRelu", "prelu"), Map.entry("randomizedRelu", "rrelu"),
            Map.entry("randomizedLeakyRelu", "rrelu"), Map.entry("softRelu", "softplus"),
            Map.entry("softThreshold", "softshrink"), Map.entry("hardThreshold", "hardshrink"),
            Map.entry("swish1", "silu"), Map.entry("hardSilu", "hardSwish"), Map.entry("siluDerivative", "dSilu"),
            Map.entry("geluErf", "gelu"), Map.entry("geluExact", "gelu"), Map.entry("geluNew", "geluTanh"),
            Map.entry("geluFast", "geluTanh"), Map.entry("geluPytorchTanh", "geluTanh"),
            Map.entry("geluApproximate", "geluTanh"), Map.entry("geluSigmoid", "quickGelu"),
            Map.entry("errorFunction", "erf"), Map.entry("siren", "sine"), Map.entry("siluGlu", "swiglu"));

    private static final Map<String, Activation> BY_NAME = byName();

    private ActivationNames() {
    }

    static Activation find(String name) {
        Activation found = BY_NAME.get(normalized(name));
        if (found == null) {
            throw new UnknownActivationException(name, nearest(normalized(name)));
        }
        return found;
    }

    private static Map<String, Activation> byName() {
        Map<String, Activation> all = new HashMap<>();
        Activations.all().forEach(activation -> all.put(normalized(activation.name()), activation));
        ALIASES.forEach((alias, name) -> all.put(normalized(alias), all.get(normalized(name))));
        return all;
    }

    private static String normalized(String name) {
        return name.replaceAll("[_\\- ]", "").toLowerCase(Locale.ROOT);
    }

    /** Catalogue names that begin like the wanted one, contain it, or are a few letters away, nearest first. */
    private static List<String> nearest(String wanted) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> isNear(wanted, entry.getKey()))
                .sorted(Comparator.<Map.Entry<String, Activation>>comparingInt(e -> distance(wanted, e.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> entry.getValue().name())
                .distinct().limit(5).toList();
    }

    private static boolean isNear(String wanted, String name) {
        boolean within = wanted.length() > 2 && (name.contains(wanted) || wanted.contains(name));
        boolean alike = wanted.length() > 3 && name.startsWith(wanted.substring(0, 4));
        return within || alike || distance(wanted, name) <= 1 + wanted.length() / 4;
    }

    /** The Levenshtein distance, row by row. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
