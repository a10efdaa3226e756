import type { Case } from './hostile-addresses.ts'

const json = { 'Content-Type': 'application/json' }
const post = (what: string, body: BodyInit, status: number, code?: string): Case => [
  what,
  '/v1/ask',
  { method: 'POST', headers: json, body },
  status,
  code,
]
const typed = (type: string | null, status: number, more: Record<string, string> = {}): Case => [
  `content type ${type} ${JSON.stringify(more)}`,
  '/v1/ask',
  {
    method: 'POST',
    headers: { ...more, ...(type === null ? {} : { 'Content-Type': type }) },
    body: new TextEncoder().encode('{"question":"Tide?"}'),
  },
  status,
  status === 415 ? 'unsupported_media_type' : undefined,
]
const question = (value: unknown, status: number, code?: string): Case =>
  post(
    `question ${JSON.stringify(value)?.slice(0, 40)}`,
    JSON.stringify({ question: value }),
    status,
    code,
  )

export const bodies: Case[] = [
  post('an empty body', '', 400, 'invalid_json'),
  post('broken JSON', '{"question": }', 400, 'invalid_json'),
  post('a comment', '{"question":"a"} // b', 400, 'invalid_json'),
  post('a trailing comma', '{"question":"a",}', 400, 'invalid_json'),
  post('two values', '{"question":"a"}{}', 400, 'invalid_json'),
  post('NaN', '{"question":NaN}', 400, 'invalid_json'),
  post('bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 400, 'invalid_json'),
  post('UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), 400, 'invalid_json'),
  post('deeply nested broken arrays', '['.repeat(60_000), 400, 'invalid_json'),
  post(
    'deeply nested arrays',
    `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    400,
    'invalid_request',
  ),
  post(
    'a deep question',
    `{"question":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    400,
    'invalid_request',
  ),
  post('null', 'null', 400, 'invalid_request'),
  post('an array', '[]', 400, 'invalid_request'),
  post('a string', '"Tide?"', 400, 'invalid_request'),
  post('nothing in it', '{}', 400, 'invalid_request'),
  post('own __proto__', '{"question":"Tide?","__proto__":{"stream":true}}', 400, 'unknown_field'),
  post('constructor', '{"question":"Tide?","constructor":{}}', 400, 'unknown_field'),
  post('a misspelt field', '{"question":"Tide?","mesages":[]}', 400, 'unknown_field'),
  post(
    'a misspelt filter',
    '{"question":"Tide?","filters":{"publsher":"x"}}',
    400,
    'unknown_field',
  ),
  post(
    'many unknown fields',
    JSON.stringify(Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`f${at}`, 1]))),
    400,
    'unknown_field',
  ),
  post(
    'a role of its own',
    '{"question":"Tide?","messages":[{"role":"system","content":"x"}]}',
    400,
    'invalid_request',
  ),
  post(
    'a day that is none',
    '{"question":"Tide?","filters":{"date_from":"2024-02-30"}}',
    400,
    'invalid_request',
  ),
  post(
    'days the wrong way round',
    '{"question":"Tide?","filters":{"date_from":"2024-03-02","date_to":"2024-03-01"}}',
    422,
    'unprocessable_request',
  ),
  post(
    'one day from and to',
    '{"question":"Tide?","filters":{"date_from":"2024-03-01","date_to":"2024-03-01"}}',
    200,
  ),
  post(
    'a source id that is none',
    '{"question":"Tide?","filters":{"source_ids":["src_0123456789ab","../a.txt"]}}',
    400,
    'invalid_id',
  ),
  post(
    'a source that is not there',
    '{"question":"Tide?","filters":{"source_ids":["src_0123456789ab"]}}',
    200,
  ),
  post('too many quotes', '{"question":"Tide?","max_quotes":1e308}', 400, 'invalid_request'),
  post(
    'a body over the limit',
    JSON.stringify({ question: 'a'.repeat(70_000) }),
    413,
    'body_too_large',
  ),
  question('', 400, 'question_empty'),
  question(' \t\r\n\u00a0\u3000', 400, 'question_empty'),
  question('\u200b\u2060\ufeff', 400, 'question_empty'),
  question('\u0000\u0001', 400, 'question_empty'),
  question('a'.repeat(2001), 400, 'question_too_long'),
  question('\u{1f30a}'.repeat(1001), 400, 'question_too_long'),
  question('half \ud800 pair', 400, 'invalid_request'),
  question('\udc00', 400, 'invalid_request'),
  question(7, 400, 'invalid_request'),
  question({ toString: 'x' }, 400, 'invalid_request'),
  question('a'.repeat(2000), 200),
  question('Tide\u0000 at\u0007 noon?', 200),
  question('<img src=x onerror=alert(1)>', 200),
  question('\u202etide?', 200),
  question(`e${'\u0301'.repeat(500)}?`, 200),
]

export const types: Case[] = [
  typed(null, 415),
  typed('text/plain', 415),
  typed('application/x-www-form-urlencoded', 415),
  typed('multipart/form-data; boundary=x', 415),
  typed('application/json; charset=utf-16', 415),
  typed('application/jsonp', 415),
  typed('application/json', 415, { 'Content-Encoding': 'gzip' }),
  typed('APPLICATION/JSON; Charset="UTF-8"', 200),
]
