package io.github.imgproxy4j.demo.photos;

import java.util.List;

/** The photographs in gallery order. */
final class Gallery {

    private static final Darkroom NORMAL = Darkroom.NORMAL;

    private Gallery() {}

    static List<Photo> photos() {
        return List.of(
                Photo.of(
                        "alpine-lake",
                        "Alpine lake at dawn",
                        "Snow-capped peaks in the first warm light, mirrored in a still lake with mist along its shore",
                        NORMAL.exposed(1.35),
                        MountainScenes::alpineLake),
                Photo.of(
                                "hot-air-balloons",
                                "Balloons over the valley",
                                "A red, blue and yellow hot-air balloon close by and five smaller ones above misty fields",
                                NORMAL.saturated(1.25),
                                HillScenes::balloons)
                        .budgeted(300_000)
                        .wideGamut(),
                Photo.of(
                                "sunset-sea",
                                "Sunset at sea",
                                "The sun just above the horizon, its light glittering on the waves of an open sea under violet clouds",
                                NORMAL,
                                CoastScenes::sunsetSea)
                        .budgeted(420_000),
                Photo.of(
                        "daisies",
                        "Daisies",
                        "White daisies in sharp focus before a soft green meadow with blurred flowers",
                        NORMAL,
                        MacroScenes::daisies),
                Photo.of(
                                "snowy-peaks",
                                "Snowy peaks",
                                "Steep grey summits rising from wind-blown snow fields under a blue sky",
                                NORMAL.exposed(0.9),
                                MountainScenes::snowyPeaks)
                        .budgeted(430_000),
                Photo.of(
                                "city-skyline",
                                "Skyline at the blue hour",
                                "Lit towers on a waterfront after sunset, their windows reflected in the river",
                                NORMAL.exposed(1.2),
                                CityScenes::skyline)
                        .budgeted(350_000),
                Photo.of(
                                "desert-dunes",
                                "Desert dunes",
                                "Wind-rippled sand in the foreground of golden dunes that reach to the horizon",
                                NORMAL,
                                DesertScenes::dunes)
                        .budgeted(290_000),
                Photo.of(
                                "full-moon",
                                "Moonrise over the forest",
                                "The full moon rising behind dark, fog-filled ridges of fir trees under a starry sky",
                                NORMAL.exposed(1.3),
                                ForestScenes::moonrise)
                        .sized(2000, 3000)
                        .oriented(6),
                Photo.of(
                        "oranges",
                        "Oranges and marbles",
                        "Oranges, glass and marble balls on a wooden table by a window, with soft shadows",
                        NORMAL,
                        StillLife::table),
                Photo.of(
                                "green-hills",
                                "Green hills",
                                "Patchwork fields with hedges and small woods on rolling hills in the morning sun",
                                NORMAL,
                                HillScenes::greenHills)
                        .budgeted(340_000),
                Photo.of(
                                "aurora-lake",
                                "Northern lights",
                                "Green and violet curtains of aurora above snowy mountains, reflected in a dark lake",
                                NORMAL.exposed(1.4),
                                MountainScenes::auroraLake)
                        .budgeted(420_000),
                Photo.of(
                        "lighthouse",
                        "Lighthouse at dusk",
                        "A red and white lighthouse on a rocky islet, its lamp lit against a pink evening sky",
                        NORMAL,
                        CoastScenes::lighthouse),
                Photo.of(
                                "rain-window",
                                "Rain on the window",
                                "Rain drops on a pane of glass, the coloured lights of a street out of focus behind it",
                                NORMAL,
                                CityScenes::rainWindow)
                        .budgeted(270_000),
                Photo.of(
                                "dusk-panorama",
                                "Mountain range at dusk",
                                "Wide view over hazy mountain ridges in front of an orange evening sky",
                                NORMAL,
                                MountainScenes::duskPanorama)
                        .sized(4000, 1600),
                Photo.of(
                                "autumn-leaves",
                                "Autumn leaves",
                                "Fallen maple leaves in red, orange and yellow lying on top of each other",
                                NORMAL,
                                MacroScenes::leaves)
                        .budgeted(620_000),
                Photo.of(
                                "red-canyon",
                                "Red canyon",
                                "A deep winding canyon with terraced walls of red and sand-coloured rock",
                                NORMAL,
                                DesertScenes::canyon)
                        .budgeted(380_000),
                Photo.of(
                                "milky-way",
                                "Milky way",
                                "The band of the milky way standing above a dark mountain ridge",
                                NORMAL.exposed(1.7),
                                MountainScenes::milkyWay)
                        .sized(2000, 3000)
                        .oriented(8),
                Photo.of(
                                "misty-forest",
                                "Forest in the mist",
                                "Ridge behind ridge of fir trees, each paler than the last in the morning fog",
                                NORMAL,
                                ForestScenes::fogLayers)
                        .budgeted(250_000),
                Photo.of(
                                "pebbles",
                                "Pebbles in clear water",
                                "Smooth round pebbles in many colours under shallow water with dancing light",
                                NORMAL,
                                MacroScenes::pebbles)
                        .budgeted(520_000),
                Photo.of(
                                "ringed-planet",
                                "Ringed planet",
                                "A banded gas giant with broad rings, its shadow falling across them",
                                NORMAL,
                                SpaceScenes::ringedPlanet)
                        .budgeted(260_000),
                Photo.of(
                                "coast-cliffs",
                                "Chalk cliffs",
                                "Pale cliffs with green meadows on top falling steeply into a blue sea",
                                NORMAL,
                                CoastScenes::cliffs)
                        .budgeted(420_000),
                Photo.of(
                                "city-bokeh",
                                "City lights",
                                "Hundreds of coloured street lights, far out of focus, at night",
                                NORMAL.exposed(1.3),
                                CityScenes::bokeh)
                        .budgeted(230_000),
                Photo.of(
                                "storm-sea",
                                "Squall over the ocean",
                                "Torn grey clouds and rain curtains above a dark, restless sea",
                                NORMAL,
                                CoastScenes::storm)
                        .oriented(3),
                Photo.of(
                                "autumn-valley",
                                "Autumn valley",
                                "Hills with red woods and hedges between green and straw-coloured fields",
                                NORMAL,
                                HillScenes::autumnValley)
                        .budgeted(330_000),
                Photo.of(
                        "lake-ice",
                        "Lake ice",
                        "White cracks and frozen bubbles running through deep blue ice",
                        NORMAL,
                        MacroScenes::ice),
                Photo.of(
                        "volcanic-island",
                        "Volcanic island",
                        "A green volcanic cone rising from the sea in warm evening light",
                        NORMAL.exposed(1.15),
                        CoastScenes::volcano),
                Photo.of(
                        "moon-ground",
                        "Earthrise",
                        "The cratered grey ground of the moon, a half-lit blue planet in the black sky",
                        NORMAL,
                        MountainScenes::moonGround),
                Photo.of(
                        "brain-coral",
                        "Brain coral",
                        "The winding ridges and grooves of a coral, close up, lit from the side",
                        NORMAL,
                        MacroScenes::coral),
                Photo.of(
                                "nebula",
                                "Nebula",
                                "Glowing red and turquoise gas with dark lanes of dust and bright stars",
                                NORMAL.exposed(0.9).saturated(1.3),
                                SpaceScenes::nebula)
                        .sized(2400, 2400));
    }
}
