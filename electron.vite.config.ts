import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const alias = { '@contract': resolve('src-main/contract') };

/** One build for the three hosts and the programs they start; the renderer is shared by Electron and the web host. */
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      target: 'node24',
      rolldownOptions: {
        input: {
          electron: resolve('src-main/hosts/electron/main.ts'),
          web: resolve('src-main/hosts/web/main.ts'),
          cli: resolve('src-main/hosts/cli/main.ts'),
          embedded: resolve('src-main/embedded/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
      // Bundled into the output so that a start reads a few files instead of hundreds; native modules cannot be.
      externalizeDeps: {
        exclude: ['@orpc/client', '@orpc/contract', '@orpc/server', 'zod', 'ws', 'commander', 'csv-parse'],
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script has no module loader: one CommonJS file that requires only `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve('src-main/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    resolve: { alias },
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      target: 'chrome140',
      minify: true,
      rolldownOptions: { input: { index: resolve('src-renderer/index.html') } },
    },
  },
});
