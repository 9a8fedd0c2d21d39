/** The sign of the product: a hull on its way down. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect width="24" height="24" rx="6.5" fill="var(--accent)" />
      <g
        fill="none"
        stroke="var(--on-accent)"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.75"
      >
        <path d="M5.2 9.4 18.9 12.6 16.4 15.4a2 2 0 0 1-1.95.62L8.1 14.5a2 2 0 0 1-1.4-1.2z" />
        <path d="M4.5 16.6 19.5 20" />
        <path d="M10.9 10.6V5.2l4.6 5.1" />
      </g>
    </svg>
  );
}
