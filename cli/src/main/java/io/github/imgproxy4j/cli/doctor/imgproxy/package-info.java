/** Asks a running imgproxy, be it behind our filter or not. Nothing is fetched or made there: the probes fail right behind the signature. */
@NullMarked
package io.github.imgproxy4j.cli.doctor.imgproxy;

import org.jspecify.annotations.NullMarked;
