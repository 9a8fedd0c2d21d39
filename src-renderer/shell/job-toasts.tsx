import { useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Job } from '@contract/jobs.ts';
import { useJobs } from '../client/queries.ts';
import type { StartedJobs } from '../client/started-jobs.ts';
import { stateWords } from '../ui/job-states.ts';
import { useToast, type ToastContent } from '../ui/toast.tsx';
import { finishedJobs } from './finished-jobs.ts';
import { isShown, linkOf } from './job-places.ts';

/** Tells the outcome of work that was started from this page, unless the person is looking at it. */
export function JobToasts({ started }: { readonly started: StartedJobs }) {
  const { data: jobs } = useJobs();
  const before = useRef<readonly Job[]>(undefined);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const search = useRouterState({ select: ({ location }) => location.search });
  const toast = useToast();
  const tell = useEffectEvent((job: Job) => {
    if (started.has(job.id) && !isShown(job, { pathname, search })) toast(contentOf(job));
  });
  useEffect(() => {
    if (jobs === undefined) return;
    finishedJobs(before.current ?? [], jobs).forEach((job) => tell(job));
    before.current = jobs;
  }, [jobs]);
  return null;
}

function contentOf(job: Job): ToastContent {
  const { title, state, error, reason } = job;
  const body = error?.title ?? reason;
  return {
    tone: state === 'succeeded' ? 'ok' : 'bad',
    title: `${title}: ${stateWords[state].word.toLowerCase()}`,
    ...(body !== undefined && { body }),
    link: linkOf(job),
  };
}
