import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useAnnounce } from '../ui/announce.tsx';
import type { WizardStep } from './wizard.ts';

/**
 * A new step is read from its heading on, inside `root`. The first one is left to the screen; a step that is not `ready`
 * yet is waited for.
 */
export function useStepFocus<Id extends string>(
  root: RefObject<HTMLElement | null>,
  steps: readonly WizardStep<Id>[],
  current: Id,
  ready: boolean,
): void {
  const announce = useAnnounce();
  const shown = useRef(current);
  const tell = useEffectEvent(() => {
    const index = steps.findIndex(({ id }) => id === current);
    announce(`Step ${index + 1} of ${steps.length}: ${steps[index]?.title ?? ''}.`);
  });
  useEffect(() => {
    if (!ready || shown.current === current) return;
    shown.current = current;
    root.current?.querySelector<HTMLElement>('[data-step-heading]')?.focus({ preventScroll: true });
    tell();
  }, [root, current, ready]);
}
