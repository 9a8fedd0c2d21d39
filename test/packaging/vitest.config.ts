import { defineConfig } from 'vitest/config';

/** Builds and runs real images, one after the other: they share one engine and its cache. */
export default defineConfig({
  test: {
    include: ['test/packaging/**/*.images.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
