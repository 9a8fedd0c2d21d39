export interface ErrorTemplate {
  readonly title: string;
  readonly cause: string;
  readonly fixes: readonly [string, ...string[]];
  /** `same`: trying again unchanged may work. `after-fix`: it works once a fix is done. `never`: it cannot work. */
  readonly retry: 'never' | 'same' | 'after-fix';
}

/** Fills the fields of a template; most errors go away once a fix is done. */
export const template = (
  title: string,
  cause: string,
  fixes: readonly [string, ...string[]],
  retry: ErrorTemplate['retry'] = 'after-fix',
): ErrorTemplate => ({ title, cause, fixes, retry });
