import { json } from '@codemirror/lang-json';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { minimalSetup } from 'codemirror';

export interface JsonEditor {
  /** Replaces the text unless it is the same already. */
  readonly setText: (text: string) => void;
  readonly describe: (names: {
    readonly label: string;
    readonly describedBy: string | undefined;
    readonly invalid: boolean;
  }) => void;
  readonly destroy: () => void;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--syntax-key)' },
  { tag: tags.string, color: 'var(--syntax-text)' },
  { tag: tags.number, color: 'var(--syntax-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--syntax-word)' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '12.5px', maxHeight: '420px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '19px', minHeight: '200px' },
  '.cm-content': { padding: '12px 8px', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--accent-line)',
  },
});

/** Mounts an editor in a new shadow root of `host`. Tab leaves the editor: there is no trap. */
export function createJsonEditor(
  host: HTMLElement,
  text: string,
  onChange: (text: string) => void,
): JsonEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const listen = EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString());
  });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        minimalSetup,
        json(),
        indentUnit.of('  '),
        syntaxHighlighting(colours),
        look,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ tabindex: '0' }),
        listen,
      ],
    }),
  });
  return {
    setText: (next) => {
      const now = view.state.doc.toString();
      if (now !== next) view.dispatch({ changes: { from: 0, to: now.length, insert: next } });
    },
    describe: ({ label, describedBy, invalid }) => {
      const content = view.contentDOM;
      content.setAttribute('aria-label', label);
      content.setAttribute('aria-invalid', String(invalid));
      // An id does not reach into a shadow root; the element itself does.
      const description = describedBy === undefined ? null : document.getElementById(describedBy);
      content.ariaDescribedByElements = description === null ? [] : [description];
    },
    destroy: () => view.destroy(),
  };
}
