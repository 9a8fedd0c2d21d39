import { expect, it } from 'vitest';
import { judgeGlobal } from './judge-global.ts';

it.each([
  ['posix', 'system', 'dangerous'],
  ['nt', 'system', 'dangerous'],
  ['builtins', 'eval', 'dangerous'],
  ['__builtin__', 'apply', 'dangerous'],
  ['builtins', 'dict', 'known'],
  ['subprocess', 'Popen', 'dangerous'],
  ['importlib.machinery', 'SourceFileLoader', 'dangerous'],
  ['operator', 'attrgetter', 'dangerous'],
  ['torch.serialization', 'load', 'dangerous'],
  ['torch.storage', '_load_from_bytes', 'dangerous'],
  ['numpy.testing._private.utils', 'runstring', 'dangerous'],
  ['joblib.externals.cloudpickle.cloudpickle', '_make_function', 'dangerous'],
  ['cloudpickle.cloudpickle', '_builtin_type', 'dangerous'],
  ['sklearn.utils', 'os.system', 'dangerous'],
  ['sklearn.utils', 'os', 'dangerous'],
  ['numpy.core', '_ufunc_reconstruct', 'dangerous'],
  ['<computed>', 'x', 'dangerous'],
  ['copyreg', '<extension 1>', 'dangerous'],
  ['pandas', 'DataFrame.eval', 'dangerous'],
  ['sklearn.tree._tree', 'Tree', 'known'],
  ['sklearn._loss._loss', '__pyx_unpickle_CyHalfBinomialLoss', 'known'],
  ['numpy._core.multiarray', '_reconstruct', 'known'],
  ['numpy._core.multiarray', 'scalar', 'known'],
  ['numpy.random._pickle', '__randomstate_ctor', 'known'],
  ['torch._utils', '_rebuild_tensor_v2', 'known'],
  ['torch', 'FloatStorage', 'known'],
  ['copy_reg', '_reconstructor', 'known'],
  ['sklearn.metrics', 'accuracy_score', 'unknown'],
  ['__main__', 'Mine', 'unknown'],
])('%s.%s is %s', (module, name, verdict) => {
  expect(judgeGlobal(module, name)).toBe(verdict);
});
