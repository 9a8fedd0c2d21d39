import { createContext, use } from 'react';

/** Where pop-ups are mounted: inside a landmark, so that a screen reader finds them in place. */
const LayerContext = createContext<HTMLElement | null>(null);

export const LayerProvider = LayerContext.Provider;

export function useLayer(): HTMLElement | null {
  return use(LayerContext);
}
