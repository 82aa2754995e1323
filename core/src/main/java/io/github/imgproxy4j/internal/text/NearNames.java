package io.github.imgproxy4j.internal.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the known name closest to a misspelt one. */
public final class NearNames {
    /** A name of four letters may have one error, one of eight two; two is the maximum. */
    private static final int LETTERS_FOR_A_MISTAKE = 4;

    private static final int MOST_MISTAKES = 2;

    private NearNames() {}

    /**
     * The closest of the names, by omitted, added, changed or swapped letters. Case, hyphens, underscores and dots are
     * ignored.
     *
     * @return null if none is close
     */
    public static @Nullable String nearest(String typed, List<String> names) {
        return nearest(typed, names, UnaryOperator.identity());
    }

    /** The same for objects with a name. */
    public static <T> @Nullable T nearest(String typed, List<T> candidates, Function<? super T, String> name) {
        String text = normalized(typed);
        T nearest = null;
        int least = Math.min(MOST_MISTAKES, text.length() / LETTERS_FOR_A_MISTAKE) + 1;
        for (T candidate : candidates) {
            String other = normalized(name.apply(candidate));
            int mistakes = Math.abs(text.length() - other.length());
            if (mistakes < least) {
                mistakes = mistakes(text, other);
            }
            if (mistakes < least) {
                least = mistakes;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]|\\[[0-9]*]", "");
    }

    /** The Damerau-Levenshtein distance, with every letter moved at most once. */
    private static int mistakes(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, a, b, i, j);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int step(int[][] distance, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(distance[i - 1][j], distance[i][j - 1]) + 1, distance[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
