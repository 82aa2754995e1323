package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GalleryTest {
    private static final Path PHOTOS = Path.of("src/main/webapp/WEB-INF/photos");

    @Test
    void theWidestPhotoStandsOnTopAndNotAmongTheOthers() throws IOException {
        Gallery gallery = Gallery.load(PHOTOS);

        assertThat(gallery.hero().file()).isEqualTo("dusk-panorama.jpg");
        assertThat(gallery.photos()).hasSizeGreaterThanOrEqualTo(24).doesNotContain(gallery.hero());
    }

    @Test
    void everyPhotoIsFoundByItsFileAndNothingElseIs() throws IOException {
        Gallery gallery = Gallery.load(PHOTOS);

        assertThat(gallery.find("dusk-panorama.jpg")).hasValue(gallery.hero());
        assertThat(gallery.photos())
                .allSatisfy(photo -> assertThat(gallery.find(photo.file())).hasValue(photo));
        assertThat(gallery.find("../web.xml")).isEmpty();
    }

    @Test
    void aPhotoShrinksAndNeverGrows() {
        Photo photo = photo("a.jpg", 3000, 2000);

        assertThat(photo.widthWithin(1600)).isEqualTo(1600);
        assertThat(photo.heightWithin(1600)).isEqualTo(1067);
        assertThat(photo.widthWithin(4000)).isEqualTo(3000);
        assertThat(photo.heightWithin(4000)).isEqualTo(2000);
    }

    @Test
    void aPhotoOffersNoMorePixelsThanItHas() {
        List<Long> widths = List.of(480L, 800L, 1600L);

        assertThat(photo("a.jpg", 3000, 2000).widthsWithin(widths)).isEqualTo("480,800,1600");
        assertThat(photo("a.jpg", 1050, 1400).widthsWithin(widths)).isEqualTo("480,800,1050");
        assertThat(photo("a.gif", 480, 320).widthsWithin(widths)).isEqualTo("480");
        assertThat(photo("a.gif", 100, 50).widthsWithin(widths)).isEqualTo("100");
    }

    @Test
    void whatIsHigherThanACardIsNotCutInTheMiddle() {
        assertThat(photo("a.jpg", 2000, 3000).preset()).isEqualTo("portrait");
        assertThat(photo("a.jpg", 3000, 2000).preset()).isEqualTo("card");
        assertThat(photo("a.svg", 2, 3).preset()).isEqualTo("drawing");
    }

    @Test
    void thePhotosWeighWhatTheirFilesDo() throws IOException {
        assertThat(Gallery.load(PHOTOS).all())
                .allSatisfy(photo -> assertThat(PHOTOS.resolve(photo.file())).hasSize(photo.bytes()));
    }

    @Test
    void aDrawingStaysADrawing() {
        assertThat(photo("a.svg", 3, 2).format()).isEmpty();
        assertThat(photo("a.gif", 3, 2).format()).isEqualTo("webp");
    }

    private static Photo photo(String file, int width, int height) {
        return new Photo(file, "A", "An a", width, height, 1);
    }
}
