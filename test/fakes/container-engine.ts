import type { Image } from '../../src-main/contract/packages.ts';
import type {
  BuildRequest,
  CommandOutcome,
  ContainerEngine,
  ContainerRequest,
} from '../../src-main/core/ports.ts';

/** What a fake engine answers; everything left out goes well. */
export interface EngineScript {
  readonly facts?: () => Promise<{ freeBytes?: number }>;
  readonly build?: (request: BuildRequest, signal: AbortSignal) => Promise<void>;
  /** What a command in a container prints: the probe's report. */
  readonly exec?: () => Promise<CommandOutcome>;
  /** How a container that runs to its end ends: the workbench's. */
  readonly wait?: () => Promise<CommandOutcome>;
  /** Writes what a container has made into a folder. */
  readonly copyOut?: (folder: string) => void;
}

export interface FakeEngine extends ContainerEngine {
  readonly containers: Map<string, ContainerRequest>;
  readonly images: Map<string, Image>;
  /** Every container that was ever started. */
  readonly started: ContainerRequest[];
}

const healthy: CommandOutcome = {
  exitCode: 0,
  out: JSON.stringify({ readyMs: 12, checks: [], answers: [], installed: {} }),
  err: '',
};

/** A container engine in memory. */
export function fakeEngine(script: EngineScript = {}): FakeEngine {
  const containers = new Map<string, ContainerRequest>();
  const images = new Map<string, Image>();
  const started: ContainerRequest[] = [];
  return {
    containers,
    images,
    started,
    facts: async () => ({
      product: 'Fake',
      version: '1',
      platform: 'linux/amd64',
      ...(await script.facts?.()),
    }),
    build: async (request, news, signal) => {
      await script.build?.(request, signal);
      const step = {
        number: 1,
        total: 1,
        stage: '',
        instruction: 'COPY',
        cached: false,
        reason: '',
        durationMs: 1,
      };
      news.step(step);
      const image = imageOf(request);
      images.set(request.tag, image);
      return image;
    },
    image: (reference) => Promise.resolve(images.get(reference)),
    start: (request) => {
      containers.set(request.name, request);
      started.push(request);
      return Promise.resolve({
        id: request.name,
        ended: new AbortController().signal,
        exec: script.exec ?? (() => Promise.resolve(healthy)),
        wait: script.wait ?? (() => Promise.resolve({ exitCode: 1, out: '', err: 'no workbench here' })),
        copyOut: (_, folder) => Promise.resolve(script.copyOut?.(folder)),
        logs: () => Promise.resolve('the last words of the server'),
        memory: () => Promise.resolve(1000),
        remove: () => Promise.resolve(void containers.delete(request.name)),
      });
    },
    tagImage: (id, reference) => {
      const found = [...images.values()].find((one) => one.id === id);
      if (found === undefined) return Promise.reject(new Error(`There is no image ${id}.`));
      images.set(reference, { ...found, tag: reference });
      return Promise.resolve();
    },
    removeImage: (reference) => {
      for (const [tag, { id }] of images) if (reference === tag || reference === id) images.delete(tag);
      return Promise.resolve();
    },
    removeContainer: (name) => Promise.resolve(void containers.delete(name)),
    prune: () => Promise.resolve(0),
  };
}

function imageOf({ tag, platform }: BuildRequest): Image {
  return {
    id: `sha256:${tag}`,
    tag,
    platform,
    bytes: 1,
    user: '1000',
    entrypoint: [],
    labels: {},
    layers: [],
  };
}
