import { registerHooks } from 'node:module';

/** Preloaded with `node --import`: whoever asks for `electron` gets the double. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron/electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

// A journey may ask for the ways of another system: the program sees its name before anything else does.
const platform = process.env['SLIPWAY_DOUBLE_PLATFORM'];
if (platform !== undefined) Object.defineProperty(process, 'platform', { value: platform });
