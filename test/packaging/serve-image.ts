import { docker } from './slipway.ts';

export interface Reply {
  readonly status: number;
  readonly body: string;
}

export interface Served {
  readonly post: (path: string, body: unknown) => Promise<Reply>;
  readonly get: (path: string) => Promise<Reply>;
}

/** Runs an image as the strictest cloud would, asks it, and removes it. */
export async function withServed<T>(image: string, use: (served: Served) => Promise<T>): Promise<T> {
  const started = await docker(
    ...['run', '--detach', '--read-only', '--tmpfs', '/tmp', '--user', '4711', '--cap-drop', 'ALL'],
    ...['--security-opt', 'no-new-privileges', '--publish', '127.0.0.1::8080', image, 'serve'],
  );
  if (started.status !== 0) throw new Error(started.err);
  const id = started.out.trim();
  try {
    const { out } = await docker('port', id, '8080/tcp');
    const url = `http://${out.split('\n')[0]?.trim() ?? ''}`;
    const ask = async (path: string, init: RequestInit): Promise<Reply> => {
      const response = await fetch(url + path, init);
      return { status: response.status, body: await response.text() };
    };
    const get = (path: string) => ask(path, {});
    await untilReady(id, get);
    return await use({
      get,
      post: (path, body) =>
        ask(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
    });
  } finally {
    await docker('rm', '--force', id);
  }
}

async function untilReady(id: string, get: (path: string) => Promise<Reply>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const reply = await get('/ping').catch(() => undefined);
    if (reply?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { out, err } = await docker('logs', id);
  throw new Error(`Not ready after 60 s:\n${out}\n${err}`);
}
