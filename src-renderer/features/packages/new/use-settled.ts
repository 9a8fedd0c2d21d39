import { useEffect, useState } from 'react';

/** `text` once it has not changed for `ms` milliseconds: what a person still types is not asked about. */
export function useSettled(text: string, ms: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}
