/** The only channel between a page and the main process: one message with one port, and everything else goes over it. */
export const connectChannel = 'slipway:connect';

/** The message that carries the page's end of the port. */
export const portMessage = { type: 'slipway-port' } as const;
