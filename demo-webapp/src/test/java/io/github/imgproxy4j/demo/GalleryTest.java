package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GalleryTest {
    @Test
    void theWidestPhotoStandsOnTopAndNotAmongTheOthers() throws IOException {
        Gallery gallery = Gallery.load();

        assertThat(gallery.hero().file()).isEqualTo("dusk-panorama.jpg");
        assertThat(gallery.photos()).hasSizeGreaterThanOrEqualTo(24).doesNotContain(gallery.hero());
    }

    @Test
    void everyPhotoIsFoundByItsFileAndNothingElseIs() throws IOException {
        Gallery gallery = Gallery.load();

        assertThat(gallery.find("dusk-panorama.jpg")).hasValue(gallery.hero());
        assertThat(gallery.photos())
                .allSatisfy(photo -> assertThat(gallery.find(photo.file())).hasValue(photo));
        assertThat(gallery.find("../web.xml")).isEmpty();
    }

    @Test
    void aPhotoShrinksIntoABoxAndNeverGrows() {
        Photo photo = new Photo("a.jpg", "A", "An a", 3000, 2000);

        assertThat(photo.widthWithin(1600)).isEqualTo(1600);
        assertThat(photo.heightWithin(1600)).isEqualTo(1067);
        assertThat(photo.widthWithin(4000)).isEqualTo(3000);
    }

    @Test
    void aDrawingStaysADrawing() {
        assertThat(new Photo("a.svg", "A", "An a", 3, 2).format()).isEmpty();
        assertThat(new Photo("a.gif", "A", "An a", 3, 2).format()).isEqualTo("webp");
    }
}
