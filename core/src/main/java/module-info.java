/**
 * Signed imgproxy URLs, cache keys and markup. Start at {@link io.github.imgproxy4j.Imgproxy}.
 *
 * @uses io.github.imgproxy4j.settings.SettingsCatalog the settings of each module that is present
 * @uses io.github.imgproxy4j.ProxyDeclaration where the caching proxy of a web application is
 * @uses io.github.imgproxy4j.ServerFormats which formats the server makes, where it can be known from settings
 */
@SuppressWarnings("module") // those that internal packages are shared with are compiled later
module io.github.imgproxy4j.core {
    requires static org.jspecify;

    exports io.github.imgproxy4j;
    exports io.github.imgproxy4j.error;
    exports io.github.imgproxy4j.html;
    exports io.github.imgproxy4j.option;
    exports io.github.imgproxy4j.settings;
    exports io.github.imgproxy4j.template;
    exports io.github.imgproxy4j.internal.option to
            io.github.imgproxy4j.cli,
            io.github.imgproxy4j.filter,
            io.github.imgproxy4j.embedded;
    exports io.github.imgproxy4j.internal.text to
            io.github.imgproxy4j.cli,
            io.github.imgproxy4j.filter,
            io.github.imgproxy4j.thymeleaf;
    exports io.github.imgproxy4j.internal.url to
            io.github.imgproxy4j.cli;

    uses io.github.imgproxy4j.settings.SettingsCatalog;
    uses io.github.imgproxy4j.ServerFormats;
    uses io.github.imgproxy4j.ProxyDeclaration;

    provides io.github.imgproxy4j.settings.SettingsCatalog with
            io.github.imgproxy4j.CoreSettings;
}
