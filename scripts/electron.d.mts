type Environment = Readonly<Record<string, string | undefined>>;

export interface Surroundings {
  readonly environment?: Environment;
  readonly platform?: NodeJS.Platform;
  readonly user?: number | undefined;
}

export function electronObstacle(
  top: string,
  parts?: Surroundings & {
    readonly fetch?: (top: string) => Promise<boolean>;
    readonly say?: (sentence: string) => void;
  },
): Promise<string | undefined>;

export function windowObstacle(surroundings?: Surroundings): string | undefined;

export function electronProgram(top: string, environment?: Environment): string | undefined;
