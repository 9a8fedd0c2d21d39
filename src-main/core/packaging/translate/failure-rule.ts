/** One sort of failure: how it shows, why it happens, and what mends it. */
export interface FailureRule {
  readonly shows: RegExp;
  readonly reason: (match: Match) => string;
  readonly fix: (match: Match) => string;
}

/** The groups of the expression that matched; a missing one is an empty text. */
export type Match = (group: number) => string;

/** A rule whose sentences do not depend on what matched, or take its groups. */
export function rule(
  shows: RegExp,
  reason: string | ((match: Match) => string),
  fix: string | ((match: Match) => string),
): FailureRule {
  return {
    shows,
    reason: typeof reason === 'string' ? () => reason : reason,
    fix: typeof fix === 'string' ? () => fix : fix,
  };
}
