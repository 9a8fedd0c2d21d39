/** True on a Mac, where Command does what Control does elsewhere. */
export const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');
