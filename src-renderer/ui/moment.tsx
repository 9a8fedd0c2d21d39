import { formatMoment } from './format.ts';
import { useNow } from './use-now.ts';

/** An instant in the computer's zone, with UTC on hover. */
export function Moment({ iso }: { readonly iso: string }) {
  const now = useNow(60_000);
  return (
    <time dateTime={iso} title={`${iso.replace('T', ' ').slice(0, 19)} UTC`} className="figures">
      {formatMoment(iso, now)}
    </time>
  );
}
