export { createImage, installFallback } from '../webjars/imgproxy4j/${project.version}/index.js';
