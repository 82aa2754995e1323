package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.Recipes;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;

/** What the page of a recipe needs before its first tag. */
public final class RecipePage {
    private RecipePage() {}

    /** Called by the page: sets up the application and the data of the recipes. */
    public static void open(ServletContext application, HttpServletRequest request) {
        application.setAttribute(
                SharedImgproxy.ATTRIBUTE,
                Imgproxy.of(Settings.read(SettingsSource.of("recipe", Recipes.SETTINGS)), "/img"));
        Recipes.model().forEach(request::setAttribute);
    }
}
