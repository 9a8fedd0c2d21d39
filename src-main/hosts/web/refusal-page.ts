/** The page for a browser that has no session: it says why and how to get in, and tells nothing else. */
export const refusalPage = page(
  'This address does not open Slipway',
  `<h1>This address does not open Slipway</h1>
<p>The address has been used already, or the program was started again since.</p>
<ol>
<li>Look in the terminal where Slipway runs and press <kbd>Enter</kbd>: it prints a new address.</li>
<li>Open that address in this browser. It works once.</li>
</ol>`,
);

/**
 * Answers a good token. A page of our own that moves on by itself, not a redirect: after a redirect from another
 * site's link the strict cookie would not be sent.
 */
export const welcomePage = page(
  'Slipway',
  '<p>Opening Slipway. <a href="/">Continue</a></p>',
  '<meta http-equiv="refresh" content="0;url=/">',
);

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="color-scheme" content="light dark">${head}</head>
<body>${body}</body></html>
`;
}
