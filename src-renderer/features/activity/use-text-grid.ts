import { useEffect, useState, type RefObject } from 'react';

export interface TextGrid {
  /** Characters that fit beside the times. */
  readonly columns: number;
  /** In CSS pixels. */
  readonly height: number;
}

/** Space that a row takes beside its text, in CSS pixels: padding, time, stream and gaps of the style sheet. */
const besideText = 136;
const sample = '0'.repeat(100);

/** How many characters of the element's own font fit into it, kept up to date as it changes its size. */
export function useTextGrid(element: RefObject<HTMLElement | null>): TextGrid {
  const [grid, setGrid] = useState<TextGrid>({ columns: 120, height: 400 });
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => {
      const columns = Math.max(20, Math.floor((current.clientWidth - besideText) / characterWidth(current)));
      setGrid({ columns, height: current.clientHeight });
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return grid;
}

/** Measured in the page, so that the reader's own font and letter spacing count. */
function characterWidth(element: HTMLElement): number {
  const probe = document.createElement('span');
  probe.textContent = sample;
  probe.style.position = 'absolute';
  probe.style.visibility = 'hidden';
  element.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return Math.max(1, width / sample.length);
}
