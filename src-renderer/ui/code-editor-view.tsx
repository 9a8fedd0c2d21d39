import { useEffect, useEffectEvent, useRef } from 'react';
import { classNames } from './class-names.ts';
import { createJsonEditor, type JsonEditor } from './json-editor.ts';
import styles from './code-editor-view.module.css';

export interface CodeEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  /** Id of the text that explains the editor or says what is wrong. */
  readonly describedBy?: string;
  readonly invalid?: boolean;
}

/** CodeMirror in a shadow root: there its styles are constructed sheets, which the page's policy allows. */
export function CodeEditorView({ value, onChange, label, describedBy, invalid = false }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<JsonEditor>(undefined);
  const report = useEffectEvent(onChange);
  const initial = useEffectEvent(() => value);

  useEffect(() => {
    if (host.current === null) return undefined;
    const made = createJsonEditor(host.current, initial(), (text) => report(text));
    editor.current = made;
    return () => {
      made.destroy();
      editor.current = undefined;
    };
  }, []);

  useEffect(() => editor.current?.setText(value), [value]);
  useEffect(() => editor.current?.describe({ label, describedBy, invalid }), [label, describedBy, invalid]);

  return <div ref={host} className={classNames(styles.editor, invalid && styles.invalid)} />;
}
