import type { Server } from 'node:http';
import { AppError } from '../core/app-error.ts';

/** Listens on this machine's own address; port 0 takes a free one. Throws `host.port-in-use` and `server.start-failed`. */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(named(error, port));
    server.once('error', fail);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

function named(error: NodeJS.ErrnoException, port: number): AppError {
  if (error.code === 'EADDRINUSE')
    return new AppError(
      'host.port-in-use',
      { fixes: ['Set PORT to another number.'], details: `Port ${port}` },
      { cause: error },
    );
  return new AppError('server.start-failed', { details: error.message }, { cause: error });
}
