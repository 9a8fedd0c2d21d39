import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useAnnounce } from './announce.tsx';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

export interface CopyButtonProps {
  readonly text: string;
  /** Verb and object, such as `Copy path`. */
  readonly label: string;
  /** Shows the label beside the icon. */
  readonly visibleLabel?: boolean;
}

/** Copies `text` and says so on the button and in the polite region. */
export function CopyButton({ text, label, visibleLabel = false }: CopyButtonProps) {
  const { copied, copy } = useCopy(label);
  const icon = copied ? Check : Copy;
  if (!visibleLabel)
    return <IconButton label={copied ? 'Copied' : label} icon={icon} onClick={() => copy(text)} />;
  return (
    <Button variant="secondary" size="small" icon={icon} onClick={() => copy(text)}>
      {copied ? 'Copied' : label}
    </Button>
  );
}

/** How long the button says that it has copied, in milliseconds. */
const saidFor = 1_500;

function useCopy(label: string): { readonly copied: boolean; readonly copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  const announce = useAnnounce();
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        announce(`${label}: done.`);
        setTimeout(() => setCopied(false), saidFor);
      },
      () => announce(`${label}: the clipboard is not available here.`, 'assertive'),
    );
  };
  return { copied, copy };
}
