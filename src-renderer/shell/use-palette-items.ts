import { useNavigate } from '@tanstack/react-router';
import { useJobs, useModels, usePackages } from '../client/queries.ts';
import { stateWords } from '../ui/job-states.ts';
import { settingTitles } from '../features/settings/setting-titles.ts';
import { useAllCommands, type Command } from './commands.ts';
import type { PaletteGroup, PaletteItem } from './palette-items.ts';

/** Opens the palette; of no use inside it. */
export const paletteCommand = 'palette';

const scopes: Readonly<Record<NonNullable<Command['scope']>, PaletteGroup>> = {
  screen: 'On this screen',
  go: 'Go to',
  window: 'Window',
};

/** Everything the palette can reach now. */
export function usePaletteItems(): readonly PaletteItem[] {
  const commands = useAllCommands();
  const { data: models = [] } = useModels();
  const { data: packages = [] } = usePackages();
  const { data: jobs = [] } = useJobs();
  const navigate = useNavigate();
  return [
    ...commands
      .filter(({ id }) => id !== paletteCommand)
      .map((command): PaletteItem => ({
        ...command,
        id: `command ${command.id}`,
        group: scopes[command.scope ?? 'screen'],
      })),
    ...models.map(({ id, title }): PaletteItem => ({
      id: `model ${id}`,
      group: 'Models',
      label: title,
      hint: 'Open model',
      run: () => void navigate({ to: '/models/$modelId', params: { modelId: id } }),
    })),
    ...packages.map(({ id, name, version }): PaletteItem => ({
      id: `package ${id}`,
      group: 'Packages',
      label: `${name}:${version}`,
      hint: 'Open package',
      run: () => void navigate({ to: '/packages/$packageId', params: { packageId: id } }),
    })),
    ...jobs.map(({ id, title, state }): PaletteItem => ({
      id: `job ${id}`,
      group: 'Jobs',
      label: title,
      hint: stateWords[state].word,
      run: () => void navigate({ to: '/activity/$jobId', params: { jobId: id } }),
    })),
    ...Object.entries(settingTitles).map(([name, title]): PaletteItem => ({
      id: `setting ${name}`,
      group: 'Settings',
      label: title,
      hint: 'Settings',
      run: () => void navigate({ to: '/settings', search: { at: name } }),
    })),
  ];
}
