export { createImage, fetchImages, installFallback } from '../webjars/imgproxy4j/${project.version}/index.js';
