import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@contract': resolve(import.meta.dirname, 'src-main/contract') } },
  test: {
    include: [
      'src-main/**/*.test.ts',
      'src-renderer/**/*.test.ts',
      'test/{conformance,architecture,fuzz,cli,scripts,run,electron-double,bench}/**/*.test.ts',
    ],
    testTimeout: 20_000,
  },
});
