package io.github.imgproxy4j.demo.photos;

import java.util.Arrays;
import java.util.Random;

/** Two substances that feed on each other and spread: the mazes of living surfaces. */
final class Growth {

    private static final float FEED = 0.0367f;
    private static final float KILL = 0.0614f;

    private Growth() {}

    /** The pattern after so many rounds, as heights in [0, 1] over a 3 by 3 square. */
    static HeightField pattern(int size, int rounds) {
        float[] food = new float[size * size];
        float[] life = new float[size * size];
        Arrays.fill(food, 1);
        Random random = new Random(12);
        for (int i = 0; i < 900; i++) {
            int at = random.nextInt(size - 4) * size + random.nextInt(size - 4);
            for (int k = 0; k < 16; k++) {
                life[at + k / 4 * size + k % 4] = 0.6f;
                food[at + k / 4 * size + k % 4] = 0.4f;
            }
        }
        float[] nextFood = food.clone();
        float[] nextLife = life.clone();
        for (int round = 0; round < rounds; round++) {
            for (int at = size + 1; at < size * (size - 1) - 1; at++) {
                float f = food[at];
                float l = life[at];
                float eaten = f * l * l;
                nextFood[at] = f + 0.98f * (spread(food, at, size) - eaten * 1.02f + FEED * (1 - f));
                nextLife[at] = l + 0.98f * (0.5f * spread(life, at, size) + eaten * 1.02f - (FEED + KILL) * l);
            }
            float[] swapped = food;
            food = nextFood;
            nextFood = swapped;
            swapped = life;
            life = nextLife;
            nextLife = swapped;
        }
        float[] grown = life;
        double cell = 3.0 / (size - 1);
        return HeightField.of(size, 3, (x, z) -> {
            int i = (int) Math.round(x / cell);
            int j = (int) Math.round(z / cell);
            return Curves.smooth(0.0, 0.3, grown[j * size + i]);
        });
    }

    private static float spread(float[] field, int at, int size) {
        float straight = field[at - 1] + field[at + 1] + field[at - size] + field[at + size];
        float slanted = field[at - size - 1] + field[at - size + 1] + field[at + size - 1] + field[at + size + 1];
        return 0.2f * straight + 0.05f * slanted - field[at];
    }
}
