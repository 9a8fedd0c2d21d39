import {
  dangerousModules,
  dangerousNames,
  dangerousSteps,
  knownBuiltins,
  knownLibraries,
  knownNames,
} from './known-globals.ts';

/**
 * What loading a pickle may touch. `dangerous` can run programs, read files or reach the network by being called; `known` is what the
 * libraries of models themselves write; `unknown` is anything else: usually the author's own class, which only their code can explain.
 */
export type GlobalVerdict = 'dangerous' | 'known' | 'unknown';

/** Judges a global by its module and its name, which may be dotted: then it is an attribute of an attribute. */
export function judgeGlobal(module: string, name: string): GlobalVerdict {
  const qualified = `${module}.${name}`;
  if (qualified.includes('<')) return 'dangerous';
  if (knownNames.has(qualified)) return 'known';
  if (dangerousNames.has(qualified) || isWithin(dangerousModules, qualified)) return 'dangerous';
  const [library = ''] = module.split('.');
  if (library === 'builtins' || library === '__builtin__' || library === '__builtins__')
    return isKnownBuiltin(name) ? 'known' : 'dangerous';
  const steps = [...module.split('.').slice(1), ...name.split('.')];
  if (steps.some((step) => dangerousSteps.has(step))) return 'dangerous';
  // An attribute of a module's attribute can lead anywhere; one of a class is a method, which a model has no need to call.
  if (name.includes('.')) return name.split('.').slice(0, -1).every(isClassName) ? 'unknown' : 'dangerous';
  return knownLibraries.has(library) && (isClassName(name) || isRebuild(name)) ? 'known' : 'unknown';
}

function isWithin(modules: ReadonlySet<string>, qualified: string): boolean {
  const parts = qualified.split('.');
  return parts.some((_, index) => modules.has(parts.slice(0, index + 1).join('.')));
}

function isKnownBuiltin(name: string): boolean {
  return knownBuiltins.has(name) || /^[A-Z]\w*(Error|Exception|Warning|Interrupt|Exit)$/.test(name);
}

function isClassName(name: string): boolean {
  return /^_{0,2}[A-Z]\w*$/.test(name) || /^(csr|csc|coo|bsr|dia|dok|lil)_(matrix|array)$/.test(name);
}

/** Names of functions that rebuild an object from its parts. */
function isRebuild(name: string): boolean {
  return /^(_{0,2}reconstruct|scalar|_frombuffer|_rebuild_\w+|__pyx_unpickle_\w+|_?_?\w+_ctor|unpickle_\w+|newObj|interp1d|rv_frozen)$/.test(
    name,
  );
}
