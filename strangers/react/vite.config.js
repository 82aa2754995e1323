import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

// The app with the proxy is a server of its own.
const proxy = { '/img': process.env.APP_URL ?? 'http://localhost:8080' };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
