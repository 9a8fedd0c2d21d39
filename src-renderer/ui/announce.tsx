import { createContext, use, useState, type ReactNode } from 'react';

type Politeness = 'polite' | 'assertive';
export type Announce = (message: string, politeness?: Politeness) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Says `message` to screen readers without moving the focus. */
export function useAnnounce(): Announce {
  return use(AnnounceContext);
}

/** The only two live regions of the page. */
export function AnnounceProvider({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState({ polite: '', assertive: '' });
  const [announce] = useState(() => (message: string, politeness: Politeness = 'polite') => {
    // The same sentence twice in a row is read again only when the text differs.
    setMessages((now) => ({
      ...now,
      [politeness]: now[politeness] === message ? `${message}\u00a0` : message,
    }));
  });
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite" data-live="polite">
        {messages.polite}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive" data-live="assertive">
        {messages.assertive}
      </div>
    </AnnounceContext>
  );
}
