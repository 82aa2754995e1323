// For pages whose pictures carry no inline handler (setting imgproxy.fallback=script).
import { installFallback } from './imgproxy4j.js';

installFallback();
