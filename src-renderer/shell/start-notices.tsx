import { useState } from 'react';
import { useSystemInfo } from '../client/queries.ts';
import { Notice } from '../ui/notice.tsx';

const key = 'slipway.start-noticed';

/** What the engine has to say about this start, until it is dismissed; once for each start. */
export function StartNotices() {
  const { data: info } = useSystemInfo();
  const [noticed, setNoticed] = useState(() => localStorage.getItem(key));
  if (info === undefined || info.notices.length === 0 || noticed === info.startedAt) return null;
  const dismiss = () => {
    localStorage.setItem(key, info.startedAt);
    setNoticed(info.startedAt);
  };
  return info.notices.map(({ code, title, cause, details, fixes }) => (
    <Notice key={`${code} ${details ?? ''}`} tone="warn" title={title} onDismiss={dismiss}>
      <p>{cause}</p>
      {details !== undefined && (
        <p>
          <code>{details}</code>
        </p>
      )}
      <p>{fixes[0]}</p>
    </Notice>
  ));
}
