import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DoctorReport } from '@contract/checks.ts';
import type { InspectInput } from '@contract/inspection.ts';
import type { Package, PackageDraftInput } from '@contract/packages.ts';
import type { Settings } from '@contract/system.ts';
import { withCheck } from './with-check.ts';
import { useClient } from './client-context.tsx';
import { keys } from './keys.ts';

export function useModels() {
  const client = useClient();
  return useQuery({
    queryKey: keys.models,
    queryFn: ({ signal }) => client.models.list(undefined, { signal }),
  });
}

export function useModel(id: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.model(id),
    queryFn: ({ signal }) => client.models.get({ id }, { signal }),
  });
}

export function useSystemInfo() {
  const client = useClient();
  return useQuery({
    queryKey: keys.info,
    queryFn: ({ signal }) => client.system.info(undefined, { signal }),
  });
}

export function useSettings() {
  const client = useClient();
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => client.system.settings(undefined, { signal }),
  });
}

/** Shown at once; what the engine stored, or the old value when it refused, follows. */
export function useChangeSettings() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Settings>) => client.system.changeSettings(change),
    onMutate: (change) => {
      const before = queries.getQueryData<Settings>(keys.settings);
      if (before !== undefined) queries.setQueryData<Settings>(keys.settings, { ...before, ...change });
      return { before };
    },
    onError: (_error, _change, context) => queries.setQueryData(keys.settings, context?.before),
    onSuccess: (settings) => queries.setQueryData(keys.settings, settings),
  });
}

export function useDoctor() {
  const client = useClient();
  return useQuery({
    queryKey: keys.doctor,
    queryFn: ({ signal }) => client.doctor.run(undefined, { signal }),
  });
}

/** Runs one check again and puts its result into the report. */
export function useRecheck() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.doctor.check({ id }),
    onSuccess: (check) =>
      queries.setQueryData<DoctorReport>(keys.doctor, (report) => report && withCheck(report, check)),
  });
}

/** Newest first, as they change; `LiveQueries` keeps the list up to date. */
export function useJobs() {
  const client = useClient();
  return useQuery({ queryKey: keys.jobs, queryFn: ({ signal }) => client.jobs.list(undefined, { signal }) });
}

/** Asks nothing while there is no id. */
export function useJob(id: string | undefined) {
  const client = useClient();
  return useQuery({
    queryKey: keys.job(id ?? ''),
    queryFn: id === undefined ? skipToken : ({ signal }) => client.jobs.get({ id }, { signal }),
  });
}

/** What a person can do to a job. The list tells of the change by itself; an answer that is newer is taken at once. */
export function useJobAct(act: 'cancel' | 'resume' | 'discard') {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.jobs[act]({ id }),
    onSettled: (_job, _error, id) => queries.invalidateQueries({ queryKey: keys.job(id) }),
  });
}

/** What exists because of Slipway; asked anew each time it is shown. */
export function useLedger(enabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: keys.ledger,
    queryFn: ({ signal }) => client.ledger.list(undefined, { signal }),
    enabled,
    staleTime: 0,
  });
}

/** Reads a model on disk; the job's result is an `Inspection`. */
export function useInspect() {
  const client = useClient();
  return useMutation({ mutationFn: (input: InspectInput) => client.models.inspect(input) });
}

/** Newest first; asked anew when it is shown and when a package job has succeeded, from wherever it was started. */
export function usePackages(enabled = true) {
  const client = useClient();
  const jobs = useJobs();
  const newest = jobs.data?.find(({ kind, state }) => kind === 'package-model' && state === 'succeeded');
  return useQuery({
    queryKey: keys.packagesAfter(newest?.id ?? ''),
    queryFn: ({ signal }) => client.packages.list(undefined, { signal }),
    enabled: enabled && !jobs.isPending,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function usePackage(id: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.package(id),
    queryFn: ({ signal }) => client.packages.get({ id }, { signal }),
  });
}

/** Text of a file of the package's build folder. */
export function usePackageFile(id: string, path: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.packageFile(id, path),
    queryFn: ({ signal }) => client.packages.readFile({ id, path }, { signal }),
  });
}

/** What the build of a draft would do; nothing is asked while there is no draft, the last plan stays meanwhile. */
export function usePackagePlan(draft: PackageDraftInput | undefined) {
  const client = useClient();
  return useQuery({
    queryKey: keys.plan(draft),
    queryFn: draft === undefined ? skipToken : ({ signal }) => client.packages.plan(draft, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useBuildPackage() {
  const client = useClient();
  return useMutation({ mutationFn: (draft: PackageDraftInput) => client.packages.build(draft) });
}

/** Takes the package out of every list at once. */
export function useRemovePackage() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.packages.remove({ id }),
    onSuccess: async (_done, id) => {
      queries.setQueriesData<Package[]>({ queryKey: keys.packages }, (list) =>
        list?.filter((one) => one.id !== id),
      );
      await queries.invalidateQueries({ queryKey: keys.packages });
    },
  });
}

/** Removes what earlier builds left and no package uses; answers the bytes won. */
export function usePruneImages() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.packages.prune() });
}
