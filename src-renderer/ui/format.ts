const locale = 'en';
const byteUnits = ['kB', 'MB', 'GB', 'TB'] as const;
const none = '–';

/** `digits` is the most decimals shown; 3 when left out. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return none;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** Decimal units, as disks and networks count: 1 kB is 1,000 bytes. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return none;
  if (Math.abs(bytes) < 1_000) return `${formatNumber(bytes, 0)} B`;
  const power = Math.min(byteUnits.length, Math.floor(Math.log10(Math.abs(bytes)) / 3));
  const value = bytes / 1_000 ** power;
  return `${formatNumber(value, Math.abs(value) < 100 ? 1 : 0)} ${byteUnits[power - 1] ?? ''}`;
}

/** From `0.4 ms` to `2 h 5 min`: two units at most. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return none;
  if (ms < 10) return `${formatNumber(ms, 1)} ms`;
  if (ms < 999.5) return `${formatNumber(ms, 0)} ms`;
  if (ms < 59_950) return `${formatNumber(ms / 1_000, ms < 9_950 ? 1 : 0)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return twoUnits(seconds, 60, 'min', 's');
  return twoUnits(Math.round(seconds / 60), 60, 'h', 'min');
}

function twoUnits(value: number, size: number, large: string, small: string): string {
  const rest = value % size;
  return rest === 0
    ? `${Math.floor(value / size)} ${large}`
    : `${Math.floor(value / size)} ${large} ${rest} ${small}`;
}

/** `share` is 0 to 1. */
export function formatPercent(share: number, digits = 0): string {
  if (!Number.isFinite(share)) return none;
  return `${formatNumber(share * 100, digits)} %`;
}

/** Date and time of an ISO 8601 instant, in the computer's zone. */
export function formatDateTime(iso: string): string {
  return formatDate(iso, { dateStyle: 'medium', timeStyle: 'short' });
}

/** As little as tells the instant from others near `now`: the time on the same day, else the day and the time. */
export function formatMoment(iso: string, now: number): string {
  const sameDay = new Date(iso).toDateString() === new Date(now).toDateString();
  if (sameDay) return formatDate(iso, { timeStyle: 'medium' });
  return formatDate(iso, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** Time of day with seconds, for logs. */
export function formatTime(iso: string): string {
  return formatDate(iso, { timeStyle: 'medium', hourCycle: 'h23' });
}

function formatDate(iso: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? none
    : new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options }).format(date);
}

/** `1 row`, `2 rows`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}
