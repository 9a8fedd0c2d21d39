import type { Root } from 'react-dom/client';
import { readAddress } from './address.ts';
import { GalleryFrame } from './gallery-frame.tsx';
import { GalleryIndex } from './gallery-index.tsx';
import { modelStates } from './model-states.tsx';
import { packageStates } from './package-states.tsx';
import { shellStates } from './shell-states.tsx';

const all = [...shellStates, ...modelStates, ...packageStates];

/** Shows the state that the address names, or the list of all; follows the address from then on. */
export function showGallery(root: Root): void {
  const show = () => {
    const { id, theme } = readAddress(window.location.hash);
    const state = all.find((one) => one.id === id);
    const { dataset } = document.documentElement;
    dataset['theme'] = theme;
    dataset['motion'] = 'reduced';
    root.render(
      state === undefined ? (
        <GalleryIndex states={all} theme={theme} />
      ) : (
        <GalleryFrame key={`${state.id} ${theme}`} state={state} theme={theme} />
      ),
    );
  };
  window.addEventListener('hashchange', show);
  show();
}
