import { useEffect, useEffectEvent, useRef } from 'react';
import type { Job } from '@contract/jobs.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { progressNews } from './progress-news.ts';

/** Tells screen readers of each quarter that is reached and of each change of state, and of nothing between. */
export function useProgressAnnouncements(job: Job): void {
  const announce = useAnnounce();
  const before = useRef<Job>(undefined);
  const tell = useEffectEvent((now: Job) => {
    const news = progressNews(before.current, now);
    if (news !== undefined) announce(news, now.state === 'failed' ? 'assertive' : 'polite');
  });
  useEffect(() => {
    tell(job);
    before.current = job;
  }, [job]);
}
