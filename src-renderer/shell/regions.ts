import { useEffect } from 'react';
import { modalIsOpen } from './modal.ts';
import { nextRegion } from './next-region.ts';

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex="0"]';

/** F6 and Shift+F6 carry the focus from region to region of the window, in the order of the page. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || modalIsOpen()) return;
      event.preventDefault();
      const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
      const current = regions.findIndex((region) => region.contains(document.activeElement));
      enter(regions[nextRegion(current, regions.length, event.shiftKey)]);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function enter(region: HTMLElement | undefined): void {
  if (region === undefined) return;
  const goal = region.querySelector<HTMLElement>('h1') ?? region.querySelector<HTMLElement>(focusable);
  // A region with nothing to act on is read, so it takes the focus itself.
  if (goal === null) region.tabIndex = -1;
  (goal ?? region).focus();
}
