import { useEffect } from 'react';
import { useModels } from '../client/queries.ts';

/** The name of the mark that the start-up figures look for. */
const mark = 'slipway:interactive';

/** Marks, once, the first frame after the models have come: from then on Home's first card can be used. */
export function useInteractiveMark(): void {
  const { isSuccess } = useModels();
  useEffect(() => {
    if (!isSuccess || performance.getEntriesByName(mark).length > 0) return undefined;
    const frame = requestAnimationFrame(() => performance.mark(mark));
    return () => cancelAnimationFrame(frame);
  }, [isSuccess]);
}
