export { installFallback } from './fallback.js';
export type { FailureDetail, FallbackDetail } from './fallback.js';
