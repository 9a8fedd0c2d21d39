import { maxBodyBytes } from '@contract/serving.ts';
import { useDeferredValue, useId, useMemo, type ClipboardEvent, type DragEvent } from 'react';
import { CodeEditor } from '../../../ui/code-editor.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { bytesOf, describeFault } from './body-check.ts';
import { findJsonFault } from '@contract/json-fault.ts';
import styles from './json-input.module.css';

export interface JsonInputProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** A text that would make the body too large; it is not taken in. */
  readonly onTooLarge: (bytes: number) => void;
}

/** A longer text is looked at when it is sent and not at every key, in characters. */
const checkedWhileTyping = 512 * 1024;

/** The exact body of the request. */
export function JsonInput({ text, onChange, onTooLarge }: JsonInputProps) {
  const id = useId();
  const settled = useDeferredValue(text);
  const fault = useMemo(
    () => (settled.length > checkedWhileTyping ? undefined : findJsonFault(settled)),
    [settled],
  );
  const bytes = useMemo(() => bytesOf(settled), [settled]);

  // The editor would take in any size and hold the page up with it, so the text is weighed before.
  const weigh = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    const added = bytesOf(data.getData('text/plain'));
    if (added <= maxBodyBytes) return;
    event.preventDefault();
    event.stopPropagation();
    onTooLarge(added);
  };

  return (
    <div
      className={styles.input}
      onPasteCapture={(event) => weigh(event, event.clipboardData)}
      onDropCapture={(event) => weigh(event, event.dataTransfer)}
    >
      <CodeEditor
        value={text}
        onChange={onChange}
        label="Request body"
        describedBy={id}
        invalid={fault !== undefined}
      />
      <p id={id} className={styles.state}>
        <span className={fault === undefined ? undefined : styles.fault}>
          {fault === undefined ? 'Sent exactly as it stands here.' : describeFault(fault)}
        </span>
        <span className="figures">
          {formatNumber(bytes, 0)} of {formatNumber(maxBodyBytes, 0)} bytes
        </span>
      </p>
    </div>
  );
}
