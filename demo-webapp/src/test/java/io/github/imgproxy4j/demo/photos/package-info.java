/** Renders the demo gallery's photographs from nothing but noise, light and a seed. */
package io.github.imgproxy4j.demo.photos;
