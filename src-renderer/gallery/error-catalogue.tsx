import { errorCatalog, type ErrorCode } from '@contract/error-catalog.ts';
import { errorRecord } from '../client/error-record.ts';
import { ErrorView } from '../ui/error-view.tsx';
import { Page } from '../ui/page.tsx';

const details: Readonly<Partial<Record<ErrorCode, string>>> = {
  'storage.corrupt': '/home/ada/.slipway/slipway.db was kept as slipway.db.2026-03-02T08-30-00.corrupt',
  'file.exists': '/home/ada/data/penguins-2025.predictions.jsonl',
};

/** Every error that a person can meet, as they meet it. */
export function ErrorCatalogue() {
  const codes = Object.keys(errorCatalog) as ErrorCode[];
  return (
    <Page title="Every error" subtitle={`${codes.length} codes of the catalogue.`}>
      {codes.map((code) => (
        <ErrorView key={code} error={recordOf(code)} onRetry={() => undefined} />
      ))}
    </Page>
  );
}

function recordOf(code: ErrorCode) {
  const place = details[code];
  return errorRecord(code, { logId: 'k3v9ae', ...(place !== undefined && { details: place }) });
}
