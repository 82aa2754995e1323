/**
 * Looks at a setup of imgproxy, bucket, CDN and pages, and says what is wrong with it.
 *
 * <p>A {@link io.github.imgproxy4j.cli.doctor.Check} answers the questions of
 * {@link io.github.imgproxy4j.cli.doctor.CheckId} that belong to one thing. The packages below hold the checks, one
 * package for each thing that can be wrong.
 */
@NullMarked
package io.github.imgproxy4j.cli.doctor;

import org.jspecify.annotations.NullMarked;
