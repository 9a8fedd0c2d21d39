import { lazy, Suspense } from 'react';
import type { CodeEditorProps } from './code-editor-view.tsx';
import { Loading } from './loading.tsx';

const View = lazy(async () => ({ default: (await import('./code-editor-view.tsx')).CodeEditorView }));

/** Edits JSON. The editor itself is loaded when the first one is shown. */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<Loading label={`Loading the editor: ${props.label}`} />}>
      <View {...props} />
    </Suspense>
  );
}
