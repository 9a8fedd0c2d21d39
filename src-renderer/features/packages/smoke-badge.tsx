import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { SmokeRun } from '@contract/packages.ts';
import { Badge } from '../../ui/badge.tsx';
import { smokeVerdict } from './package-facts.ts';

const icons = { ok: CircleCheck, bad: CircleX, neutral: CircleMinus } as const;

/** What the run of the sample came to. */
export function SmokeBadge({ smoke }: { readonly smoke: SmokeRun | undefined }) {
  const { tone, word } = smokeVerdict(smoke);
  return (
    <Badge tone={tone} icon={icons[tone]}>
      {word}
    </Badge>
  );
}
