import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/**
 * After a change of route the focus goes to the h1, or to what the screen marks with `data-route-focus`; also when that
 * appears later, as long as the person has not moved the focus elsewhere.
 */
export function useRouteFocus(main: RefObject<HTMLElement | null>): void {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const first = useRef(true);
  useEffect(() => {
    const region = main.current;
    if (first.current || region === null) {
      first.current = false;
      return undefined;
    }
    const focus = () => goalIn(region)?.focus();
    // What had the focus may be gone with the old screen, or the first h1 with a loading state.
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body) focus();
    });
    const settle = () => observer.disconnect();
    const frame = requestAnimationFrame(focus);
    observer.observe(region, { childList: true, subtree: true });
    window.addEventListener('pointerdown', settle, { once: true });
    window.addEventListener('keydown', settle, { once: true });
    return () => {
      cancelAnimationFrame(frame);
      settle();
      window.removeEventListener('pointerdown', settle);
      window.removeEventListener('keydown', settle);
    };
  }, [pathname, main]);
}

function goalIn(region: HTMLElement): HTMLElement | null {
  return region.querySelector<HTMLElement>('[data-route-focus]') ?? region.querySelector<HTMLElement>('h1');
}
