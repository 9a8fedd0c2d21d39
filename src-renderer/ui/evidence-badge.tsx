import { Box, Cloud, Cpu, FlaskConical, type LucideIcon } from 'lucide-react';
import type { Evidence } from '@contract/predictions.ts';
import { classNames } from './class-names.ts';
import styles from './evidence-badge.module.css';

const kinds: Readonly<
  Record<Evidence, { readonly icon: LucideIcon; readonly text: string; readonly meaning: string }>
> = {
  'local-process': {
    icon: Cpu,
    text: 'LOCAL PROCESS',
    meaning: 'Measured on this computer, in a process without a container.',
  },
  'real-container': {
    icon: Box,
    text: 'REAL CONTAINER',
    meaning: 'Measured on this computer, in the container image itself.',
  },
  'rehearsal-cloud': {
    icon: FlaskConical,
    text: 'REHEARSAL CLOUD',
    meaning: 'Measured against a local counterpart of the cloud, not the cloud.',
  },
  'live-cloud': { icon: Cloud, text: 'LIVE CLOUD', meaning: 'Measured against the real cloud.' },
};

/** Says where a number comes from. Every result has exactly one. */
export function EvidenceBadge({ evidence }: { readonly evidence: Evidence }) {
  const { icon: Icon, text, meaning } = kinds[evidence];
  return (
    <span className={classNames(styles.badge, styles[evidence])} data-evidence={evidence} title={meaning}>
      <Icon size={14} aria-hidden />
      {text}
    </span>
  );
}
