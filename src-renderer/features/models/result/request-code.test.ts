import { expect, test } from 'vitest';
import { curlCode, pythonCode, requestText, responseText } from './request-code.ts';

const request = {
  method: 'POST',
  url: 'http://127.0.0.1:4000/v1/predict',
  headers: {
    'content-type': 'application/json',
    accept: 'application/json',
    host: '127.0.0.1:4000',
    'content-length': '16',
  },
  body: '{"a": "it\'s 5"}\n',
};

test('a request and a response read as they went over the wire', () => {
  const response = {
    status: 422,
    headers: { 'content-type': 'application/json' },
    body: '{}',
    truncated: false,
  };
  expect([requestText({ ...request, headers: { accept: 'x' }, body: 'b' }), responseText(response)]).toEqual([
    'POST /v1/predict HTTP/1.1\nhost: 127.0.0.1:4000\naccept: x\n\nb',
    'HTTP/1.1 422 Unprocessable Content\ncontent-type: application/json\n\n{}',
  ]);
});

test('the shell gets the body in single quotes, and the headers that a client does not compute for itself', () => {
  expect(curlCode(request).split(' \\\n  ')).toEqual([
    "curl --request POST 'http://127.0.0.1:4000/v1/predict'",
    "--header 'content-type: application/json'",
    "--header 'accept: application/json'",
    `--data-binary '{"a": "it'\\''s 5"}\n'`,
  ]);
});

test('Python gets the body as it reads, or escaped where triple quotes would change it', () => {
  const bodies = ['{"a": 1}', '"quoted"', 'a """ b', '{"path": "C:\\\\x"}'];
  expect(bodies.map((body) => /^body = (.*)$/m.exec(pythonCode({ ...request, body }))?.[1])).toEqual([
    '"""{"a": 1}""".encode()',
    String.raw`"\"quoted\"".encode()`,
    String.raw`"a \"\"\" b".encode()`,
    String.raw`"{\"path\": \"C:\\\\x\"}".encode()`,
  ]);
});

test('a long body goes into a file that the code names', () => {
  const long = { ...request, body: 'x'.repeat(20_000) };
  expect([
    curlCode(long).includes('--data-binary @body.json'),
    pythonCode(long).includes('open("body.json", "rb")'),
    curlCode(long).length < 400,
  ]).toEqual([true, true, true]);
});
