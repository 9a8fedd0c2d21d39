import type { Finding } from '../../contract/inspection.ts';

type Severity = Finding['severity'];

/** A finding, made in one place so that none lacks a part. */
export function finding(
  severity: Severity,
  id: string,
  title: string,
  observed: string,
  fix: string,
): Finding {
  return { id, severity, title, observed, fix };
}

const named = (values: readonly string[], most = 8): string =>
  [...values.slice(0, most), ...(values.length > most ? [`${values.length - most} more`] : [])].join(', ');

export { named as listed };
