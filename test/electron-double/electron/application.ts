import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitPreventable } from './prevented.ts';
import { observed } from './observed.ts';

/** What `app` must be able to do with a window. */
interface Closable {
  readonly close: () => void;
}

/** Electron's `app`. */
export class Application extends EventEmitter {
  readonly windows = new Set<Closable>();
  readonly #ready = Promise.withResolvers<undefined>();
  name = 'slipway';
  #quitting = false;

  /** The browser is connected. */
  becomeReady(): void {
    this.#ready.resolve(undefined);
    this.emit('ready');
  }

  async whenReady(): Promise<void> {
    await this.#ready.promise;
  }

  setName(name: string): void {
    this.name = name;
  }

  setPath(name: string, path: string): void {
    if (!statSync(path).isDirectory()) throw new Error(`Failed to set path: ${path}`);
    observed.paths[name] = path;
  }

  enableSandbox(): void {
    observed.sandboxed = true;
  }

  setAboutPanelOptions(): void {
    return;
  }

  /** One instance for each `userData` folder; a later one leaves a note there and gets false. */
  requestSingleInstanceLock(): boolean {
    const folder = observed.paths['userData'] ?? '';
    const lock = join(folder, 'double.lock');
    const knock = join(folder, 'double.knock');
    mkdirSync(folder, { recursive: true });
    if (holderLives(lock)) {
      writeFileSync(knock, String(process.pid));
      return false;
    }
    writeFileSync(lock, String(process.pid));
    process.on('exit', () => rmSync(lock, { force: true }));
    watch(folder, (_, name) => {
      if (name !== 'double.knock' || !existsSync(knock)) return;
      rmSync(knock);
      this.emit('second-instance');
    }).unref();
    return true;
  }

  windowClosed(window: Closable): void {
    this.windows.delete(window);
    if (this.windows.size > 0) return;
    if (this.#quitting) this.#willQuit();
    else this.emit('window-all-closed');
  }

  quit(): void {
    if (emitPreventable(this, 'before-quit').prevented) return;
    this.#quitting = true;
    for (const window of [...this.windows]) window.close();
    if (this.windows.size === 0) this.#willQuit();
  }

  exit(code = 0): void {
    process.exit(code);
  }

  #willQuit(): void {
    if (!emitPreventable(this, 'will-quit').prevented) this.exit(0);
  }
}

function holderLives(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

export const app = new Application();
