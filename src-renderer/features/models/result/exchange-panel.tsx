import type { Exchange } from '@contract/predictions.ts';
import { useState } from 'react';
import { CodeView } from '../../../ui/code-view.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { formatBytes, formatNumber } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { bytesOf } from '../input/body-check.ts';
import styles from './exchange-panel.module.css';
import { curlCode, drawnBody, firstPart, pythonCode, requestText, responseText } from './request-code.ts';

/** The request and the response as they went over the wire, and the request as code. */
export function ExchangePanel({ exchange }: { readonly exchange: Exchange }) {
  const [tab, setTab] = useState('response');
  const { request, response } = exchange;
  const texts = {
    response: responseText(response),
    request: requestText(request),
    curl: curlCode(request),
    python: pythonCode(request),
  };
  const items = [
    { id: 'response', label: 'Response', text: texts.response, language: 'http', copy: 'Copy response' },
    { id: 'request', label: 'Request', text: texts.request, language: 'http', copy: 'Copy request' },
    { id: 'curl', label: 'cURL', text: texts.curl, language: 'text', copy: 'Copy cURL command' },
    { id: 'python', label: 'Python', text: texts.python, language: 'text', copy: 'Copy Python code' },
  ] as const;
  const shown = items.find(({ id }) => id === tab) ?? items[0];
  return (
    <Panel title="Over the wire" actions={<WireFacts exchange={exchange} />}>
      <div className={styles.tabs}>
        <Tabs
          label="Parts of the exchange"
          value={tab}
          onChange={setTab}
          trailing={<CopyButton text={shown.text} label={shown.copy} />}
          items={items.map(({ id, label, text, language }) => ({
            id,
            label,
            content: (
              <Shown
                text={text}
                label={label}
                language={language}
                note={id === 'response' && response.truncated ? cutNote(response.body.length) : undefined}
              />
            ),
          }))}
        />
      </div>
    </Panel>
  );
}

function WireFacts({ exchange: { request, response } }: { readonly exchange: Exchange }) {
  return (
    <span className={styles.facts}>
      <span>Status {response.status}</span>
      <span>{formatBytes(bytesOf(request.body))} sent</span>
      <span>
        {response.truncated ? 'over ' : ''}
        {formatBytes(bytesOf(response.body))} received
      </span>
    </span>
  );
}

interface ShownProps {
  readonly text: string;
  readonly label: string;
  readonly language: 'http' | 'text';
  readonly note: string | undefined;
}

/** A text that is too long to draw is drawn from its beginning; copying takes all of it. */
function Shown({ text, label, language, note }: ShownProps) {
  const long = text.length > drawnBody;
  const said = long
    ? `The first ${formatNumber(firstPart)} of ${formatNumber(text.length)} characters. Copy takes all of them.`
    : note;
  return (
    <>
      {said !== undefined && <p className={styles.note}>{said}</p>}
      <CodeView text={long ? text.slice(0, firstPart) : text} language={language} label={label} />
    </>
  );
}

function cutNote(length: number): string {
  return `The body was longer. Slipway keeps its first ${formatNumber(length)} characters.`;
}
