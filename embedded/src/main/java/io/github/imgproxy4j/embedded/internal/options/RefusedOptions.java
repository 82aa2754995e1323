package io.github.imgproxy4j.embedded.internal.options;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** The options of imgproxy and imgproxy Pro that cannot be done here, by all their names. */
public final class RefusedOptions {
    /** Of imgproxy's open-source build. */
    private static final String OPEN_SOURCE = "preserve_hdr ph";

    /** Of imgproxy Pro. */
    private static final String PRO = "resizing_algorithm ra objects_position obj_pos op crop_aspect_ratio crop_ar car"
            + " crop_objects co background_alpha bga adjust a brightness br contrast saturation sa monochrome mc"
            + " duotone dt unsharp_masking ush blur_areas ba progressive_blur pbl blur_detections bd"
            + " draw_detections dd colorize col gradient gr watermark_url wmu watermark_text wmt watermark_size wms"
            + " watermark_rotate wm_rot wmr watermark_shadow wmsh style st dpi color_profile cp icc jpeg_options jpgo"
            + " webp_options webpo avif_options avifo page pg pages pgs disable_animation da video_thumbnail_second vts"
            + " video_thumbnail_keyframes vtk video_thumbnail_tile vtt video_thumbnail_animation vta"
            + " fallback_image_url fiu hashsum hs";

    private RefusedOptions() {}

    /** All names, in alphabetical order. */
    public static List<String> names() {
        TreeSet<String> names = new TreeSet<>(Arrays.asList(OPEN_SOURCE.split(" ", -1)));
        names.addAll(Arrays.asList(PRO.split(" ", -1)));
        return List.copyOf(names);
    }

    /** Whether imgproxy knows the option, so that its name is no mistake. */
    static boolean contains(String name) {
        return names().contains(name);
    }
}
