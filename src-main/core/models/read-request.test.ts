import { describe, expect, it } from 'vitest';
import type { Row, Signature } from '../../contract/models.ts';
import { servingRoutes, type RouteId } from '../../contract/serving.ts';
import { readRequest, type BodyType } from './read-request.ts';
import { flowers, picture } from './testing/signatures.ts';

const rose = { length: 1.5, petals: 5, colour: 'red' };
const iris = { length: -2, petals: 0, colour: 'blue' };
const routes = Object.keys(servingRoutes) as RouteId[];

function read(
  route: RouteId,
  body: unknown,
  signature: Signature = flowers,
  type: BodyType = 'application/json',
) {
  return readRequest(route, signature, typeof body === 'string' ? body : JSON.stringify(body), type);
}

describe('the body that the contract writes for a route', () => {
  it.each(routes)('%s is read back as the same rows', (route) => {
    expect(read(route, servingRoutes[route].body([rose, iris])).rows).toEqual([rose, iris]);
    const rows: Row[] = [
      {
        image: [
          [1, 2],
          [3, 4],
        ],
      },
      {
        image: [
          [5, 6],
          [7, 8],
        ],
      },
    ];
    expect(read(route, servingRoutes[route].body(rows), picture).rows).toEqual(rows);
  });
});

describe('other spellings of the same rows', () => {
  const rows = [rose, iris];
  const images = [
    {
      image: [
        [1, 2],
        [3, 4],
      ],
    },
  ];
  const tensor = (name: string, datatype: string, shape: number[], data: unknown) => ({
    name,
    datatype,
    shape,
    data,
  });
  it.each<[RouteId, string, unknown, readonly unknown[], Signature, BodyType]>([
    [
      'sagemaker',
      'values in the order of the signature',
      { instances: [[1.5, 5, 'red'], iris] },
      rows,
      flowers,
      'application/json',
    ],
    [
      'vertex',
      'with parameters',
      { instances: [rose, [-2, 0, 'blue']], parameters: { a: 1 } },
      rows,
      flowers,
      'application/json',
    ],
    [
      'vertex',
      'a bare tensor',
      {
        instances: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      images,
      picture,
      'application/json',
    ],
    [
      'vertex',
      'a tensor in a list',
      {
        instances: [
          [
            [
              [1, 2],
              [3, 4],
            ],
          ],
        ],
      },
      images,
      picture,
      'application/json',
    ],
    ['sagemaker', 'CSV', '1.5,5,red\r\n-2,0,blue\n', rows, flowers, 'text/csv'],
    [
      'sagemaker',
      'CSV with a header in another order',
      'colour,length,petals\n"red",1.5,5\nblue,-2,0',
      rows,
      flowers,
      'text/csv',
    ],
    ['sagemaker', 'CSV of an image', '1,2,3,4', images, picture, 'text/csv'],
    [
      'azureml',
      'with an index and another order',
      {
        input_data: {
          columns: ['colour', 'length', 'petals'],
          index: [7, 8],
          data: [
            ['red', 1.5, 5],
            ['blue', -2, 0],
          ],
        },
      },
      rows,
      flowers,
      'application/json',
    ],
    [
      'azureml',
      'without columns',
      {
        input_data: {
          data: [
            [1.5, 5, 'red'],
            [-2, 0, 'blue'],
          ],
        },
      },
      rows,
      flowers,
      'application/json',
    ],
    ['azureml', 'a list', { input_data: [rose, iris] }, rows, flowers, 'application/json'],
    [
      'oip',
      'nested data',
      {
        inputs: [
          tensor(
            'image',
            'FP32',
            [1, 2, 2],
            [
              [
                [1, 2],
                [3, 4],
              ],
            ],
          ),
        ],
      },
      images,
      picture,
      'application/json',
    ],
    [
      'oip',
      'flat shape',
      { inputs: [tensor('image', 'UINT8', [1, 4], [1, 2, 3, 4])] },
      images,
      picture,
      'application/json',
    ],
    [
      'oip',
      'one-dimensional shapes and integer types',
      {
        inputs: [
          tensor('length', 'FP32', [2], [1.5, -2]),
          tensor('petals', 'INT64', [2, 1], [[5], [0]]),
          tensor('colour', 'BYTES', [2], ['red', 'blue']),
        ],
      },
      rows,
      flowers,
      'application/json',
    ],
  ])('%s: %s', (route, _title, body, expected, signature, type) => {
    expect(read(route, body, signature, type).rows).toEqual(expected);
  });

  it('keeps the id and the wanted outputs of an Open Inference Protocol request', () => {
    const body = { ...servingRoutes.oip.body([rose]), id: 'x1', outputs: [{ name: 'label' }] };
    expect(read('oip', body)).toEqual({ rows: [rose], id: 'x1', outputs: ['label'] });
  });
});
