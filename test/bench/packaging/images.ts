import { runProgram } from '../serving/programs.ts';

/** Builds take place without BuildKit, as in Slipway: the oldest engines that it supports have none. */
const environment = { ...process.env, DOCKER_BUILDKIT: '0' };

/** Builds a folder; answers the wall time in seconds. Throws with the last lines of the build. */
export async function buildImage(
  folder: string,
  tag: string,
  cache: 'with cache' | 'without cache',
): Promise<number> {
  const fresh = cache === 'without cache' ? ['--no-cache'] : [];
  const outcome = await docker(['build', ...fresh, '--tag', tag, folder], 900);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.seconds;
}

/** Unpacked bytes of an image, all layers; undefined when there is no such image. */
export async function imageBytes(tag: string): Promise<number | undefined> {
  const outcome = await docker(['image', 'inspect', '--format', '{{.Size}}', tag], 30);
  return outcome.ok ? Number(outcome.output) : undefined;
}

/** Makes sure that a base image is there: pulled, or another name for `fallback`. Answers how. */
export async function haveBase(
  base: string,
  fallback: string,
): Promise<'present' | 'pulled' | 'alias' | 'missing'> {
  if ((await imageBytes(base)) !== undefined) return 'present';
  if ((await docker(['pull', '--quiet', base], 120)).ok) return 'pulled';
  return (await docker(['tag', fallback, base], 30)).ok ? 'alias' : 'missing';
}

/** Docker's own Python images have the command `pip`; a base made from a distribution's packages may not. */
export async function hasPip(base: string): Promise<boolean> {
  const parameters = ['run', '--rm', '--network', 'none', '--entrypoint', 'sh', base, '-c', 'command -v pip'];
  return (await docker(parameters, 60)).ok;
}

/** Takes names away; the layers stay as long as anything uses them. */
export async function removeImages(tags: readonly string[]): Promise<void> {
  for (const tag of tags) await docker(['image', 'rm', '--no-prune', tag], 60);
}

export async function engineAnswers(): Promise<boolean> {
  return (await docker(['version'], 20)).ok;
}

function docker(parameters: readonly string[], most: number) {
  return runProgram({ program: 'docker', parameters, environment, most });
}
