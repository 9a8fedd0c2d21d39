import { createMemoryHistory } from '@tanstack/react-router';
import { useState } from 'react';
import type { Line } from '../client/connection-context.tsx';
import { createStartedJobs } from '../client/started-jobs.ts';
import { App } from '../shell/app.tsx';
import type { Layers } from '../shell/layers.ts';
import { createAppRouter } from '../shell/router.tsx';
import type { GalleryState } from './gallery-state.ts';

/** The whole window in one state, over its fake engine. */
export function GalleryFrame({ state, theme }: { readonly state: GalleryState; readonly theme: string }) {
  const [parts] = useState(() => ({ client: state.client(), line: lineOf(state), router: routerOf(state) }));
  return (
    <>
      <App {...parts} fixedAppearance />
      <div data-gallery={`${state.id} ${theme}`} hidden />
    </>
  );
}

function lineOf({ connection = 'open' }: GalleryState): Line {
  const status = { state: connection, generation: 1 };
  return { status: () => status, listen: () => () => undefined, retryNow: () => undefined };
}

function routerOf({ route, open, render }: GalleryState) {
  return createAppRouter({
    history: createMemoryHistory({ initialEntries: [route] }),
    started: createStartedJobs(),
    open: layersOf(open),
    ...(render !== undefined && { screen: render }),
  });
}

function layersOf(open: GalleryState['open']): Partial<Layers> {
  return { palette: open === 'palette', drawer: open === 'drawer', keyboardMap: open === 'keyboard-map' };
}
