import { expect, it } from 'vitest';
import { outlinePython } from './outline.ts';

it('reads what a module defines, past strings, comments and line breaks', () => {
  const text = `
'''def not_this(): ...'''
# def nor_this(): ...
import os.path as p, numpy
from . import beside
from torch.nn import (
    Module,
)
text = "class Nor(object): \\" # still text"
class Net(Module, metaclass=abc.ABCMeta):
    """class Inner: ..."""
    def forward(self, x: dict[str, int] = {"a": (1, 2)}, *args, **options) -> None:
        def inner(): yield 1
        return x
    async def stream(self): yield 2
if True:
    def conditional(a,
                    b=1): ...
def one(): return 1; yield 2
`;
  expect(outlinePython(text)).toEqual({
    functions: [
      { name: 'conditional', parameters: ['a', 'b'], generator: false },
      { name: 'one', parameters: [], generator: true },
    ],
    classes: [
      {
        name: 'Net',
        bases: ['Module', 'metaclass=abc.ABCMeta'],
        methods: [
          { name: 'forward', parameters: ['self', 'x', 'args', 'options'], generator: false },
          { name: 'stream', parameters: ['self'], generator: true },
        ],
      },
    ],
    names: ['text'],
    imports: ['numpy', 'os', 'torch'],
  });
});

it('ends on text that never closes what it opens', () => {
  expect(outlinePython('def f(a, b\n"""'.repeat(50)).functions.length).toBeGreaterThan(0);
});
