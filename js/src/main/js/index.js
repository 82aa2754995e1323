export { installFallback } from './fallback.js';
