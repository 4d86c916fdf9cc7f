import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['LEMNISCATE_SERVER_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/designer',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1_700,
  },
  server: {
    proxy: {
      '/v2': server,
      '/health': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
