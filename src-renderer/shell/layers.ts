import { createContext, use } from 'react';

/** What lies above or beside the screen. */
export interface Layers {
  readonly palette: boolean;
  readonly keyboardMap: boolean;
  readonly drawer: boolean;
}

export interface LayerActs {
  readonly layers: Layers;
  readonly set: (change: Partial<Layers>) => void;
}

const LayersContext = createContext<LayerActs | undefined>(undefined);

export const LayersProvider = LayersContext.Provider;

export function useLayers(): LayerActs {
  const acts = use(LayersContext);
  if (acts === undefined) throw new Error('There is no shell above this component.');
  return acts;
}
