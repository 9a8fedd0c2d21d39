import * as z from 'zod';
import { ServedSignature } from '../../contract/inspection.ts';
import { FastPath, SmokeRun } from '../../contract/packages.ts';
import { AppError } from '../app-error.ts';

/** What the workbench writes: what it learned of the model, and how the conversion compared. */
export const WorkbenchReport = z.object({
  /** The signature with what the loaded model knows besides, such as its labels. */
  describe: z.object({ signature: ServedSignature.nullish() }),
  conversion: FastPath,
});
export type WorkbenchReport = z.infer<typeof WorkbenchReport>;

/** Characters of a report: it comes from beside code that is not trusted. */
export const mostReport = 4_000_000;

/** The report as the workbench wrote it; undefined when it is none. */
export function readWorkbenchReport(text: string): WorkbenchReport | undefined {
  return WorkbenchReport.safeParse(parse(text)).data;
}

/** What the probe printed last. Throws `package.smoke-failed` with the output when it is no report. */
export function readSmokeRun(out: string, err: string): SmokeRun {
  const line = out.trim().split('\n').at(-1) ?? '';
  const report = SmokeRun.safeParse(parse(line.slice(0, mostReport)));
  if (report.success) return report.data;
  throw new AppError('package.smoke-failed', { details: lastLines(`${out}\n${err}`) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Lines of an output that an error carries. */
const shownLines = 40;

export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-shownLines).join('\n');
}
