/** The rest of a request beside its address. */
export type Sent = Pick<RequestInit, 'method' | 'headers' | 'body'>

const json = { 'Content-Type': 'application/json' }
const post = (body: unknown, headers = {}): Sent => ({
  method: 'POST',
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
})
const page = { Accept: 'text/html' }
const call = (name: string, given: object): readonly [path: string, init: Sent] => [
  '/mcp',
  post(
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } },
    { Accept: 'application/json, text/event-stream' },
  ),
]

/** Everywhere that words from outside come in: the address and the request that words are put into. */
export const places: readonly (readonly [
  what: string,
  send: (words: string) => readonly [path: string, init: Sent],
])[] = [
  ['asked', (words) => ['/v1/ask', post({ question: words })]],
  ['asked as a stream', (words) => ['/v1/ask', post({ question: words, stream: true })]],
  [
    'said before',
    (words) => [
      '/v1/ask',
      post({ question: 'Tide?', messages: [{ role: 'assistant', content: words }] }),
    ],
  ],
  [
    'a publisher',
    (words) => ['/v1/ask', post({ question: 'Tide?', filters: { publisher: words } })],
  ],
  [
    'the last event',
    (words) => [
      '/v1/ask',
      post({ question: 'Tide?', stream: true }, { 'Last-Event-ID': encodeURIComponent(words) }),
    ],
  ],
  ['asked by a tool', (words) => call('ask', { question: words })],
  ['a tool', (words) => call(words, {})],
  ['a source of a tool', (words) => call('get_source', { id: words })],
  ['suggested', (words) => ['/v1/suggestions', post({ question: words })]],
  ['searched for', (words) => ['/v1/search', post({ query: words })]],
  ['verified', (words) => ['/v1/verify', post({ text: `“${words}”` })]],
  [
    'asked of a chat',
    (words) => [
      '/v1/chat/completions',
      post({ model: 'footnote', messages: [{ role: 'user', content: words }] }),
    ],
  ],
  ['a model', (words) => ['/v1/chat/completions', post({ model: words, messages: [] })]],
  [
    'a comment',
    (words) => ['/v1/feedback', post({ kind: 'wrong', question: 'Tide?', comment: words })],
  ],
  ['a field', (words) => ['/v1/ask', post({ question: 'Tide?', [words]: 1 })]],
  ['a source', (words) => [`/v1/sources/${encodeURIComponent(words)}`, {}]],
  ['a citation', (words) => [`/v1/citations/${encodeURIComponent(words)}`, {}]],
  ['an unknown address', (words) => [`/${encodeURIComponent(words)}`, { headers: page }]],
  ['the page', (words) => [`/?${new URLSearchParams({ question: words })}`, { headers: page }]],
  [
    'articles looked for',
    (words) => [`/sources?${new URLSearchParams({ q: words, query: words })}`, { headers: page }],
  ],
  ['an article', (words) => [`/sources/${encodeURIComponent(words)}`, { headers: page }]],
  [
    'a file',
    (words) => [`/export?${new URLSearchParams({ format: 'html', question: words })}`, {}],
  ],
  [
    'a file of Markdown',
    (words) => [`/export?${new URLSearchParams({ format: 'markdown', question: words })}`, {}],
  ],
  [
    'a format',
    (words) => [
      `/export?${new URLSearchParams({ format: words, question: 'Tide?' })}`,
      { headers: page },
    ],
  ],
  ['filters', (words) => [`/filters.json?${new URLSearchParams({ words })}`, {}]],
  ['a language', (words) => [`/?${new URLSearchParams({ lang: words })}`, { headers: page }]],
]

const all = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
const routes = [
  ...[
    '/',
    '/sources',
    '/export',
    '/page.json',
    '/filters.json',
    '/docs',
    '/openapi.json',
    '/sign-in',
  ],
  ...['/healthz', '/readyz', '/metrics', '/feedback', '/favicon.ico', '/assets/x.js'],
  ...['/v1/ask', '/v1/search', '/v1/verify', '/v1/bundles', '/v1/suggestions', '/v1/feedback'],
  ...['/v1/sources', '/v1/index', '/v1/models', '/v1/chat/completions', '/v1/problems/timeout'],
]

/** Every method at every address, without a body. */
export const everyMethod: readonly (readonly [what: string, path: string, init: Sent])[] =
  routes.flatMap((path) =>
    all.map((method) => {
      const headers = { 'Accept-Encoding': 'gzip, deflate, br' }
      return [`${method} ${path}`, path, { method, headers }] as const
    }),
  )

const bodied = [
  '/v1/ask',
  '/v1/search',
  '/v1/verify',
  '/v1/bundles',
  '/v1/suggestions',
  '/v1/feedback',
  '/v1/chat/completions',
]
const deep = (open: string, close: string, times: number) =>
  open.repeat(times) + close.repeat(times)

/** Bodies that cost a reader much, or that mean something else to another one. */
export const bombs: readonly (readonly [what: string, body: BodyInit])[] = [
  ['deep arrays', deep('[', ']', 30_000)],
  ['deep objects', `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`],
  ['a deep field', `{"question":${deep('[', ']', 20_000)}}`],
  ['a huge number', `{"question":${'9'.repeat(50_000)}}`],
  ['a tiny number', '{"question":1e-999999,"top_k":1e999999}'],
  ['a field twice', '{"question":"Tide?","question":7,"query":"a","query":7}'],
  ['__proto__', '{"__proto__":{"question":"Tide?","isAdmin":true}}'],
  ['constructor', '{"constructor":{"prototype":{"question":"Tide?"}}}'],
  ['toString', '{"toString":null,"valueOf":null,"hasOwnProperty":null}'],
  [
    'many fields',
    JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`f${at}`, at]))),
  ],
  ['a long name', JSON.stringify({ ['n'.repeat(50_000)]: 1 })],
  ['lone surrogates', '{"question":"\\ud800","query":"\\udfff","text":"\\ud800"}'],
  ['a byte order mark', '\ufeff{"question":"Tide?"}'],
  ['bytes of no UTF-8', new Uint8Array([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x7d])],
  ['overlong UTF-8', new Uint8Array([0x22, 0xe0, 0x80, 0xbc, 0x22])],
  ['one line of many values', '{"question":"a"}\n{"question":"b"}'],
  ['too long a body', JSON.stringify({ question: 'a'.repeat(70_000) })],
]

export const bombed = bodied.flatMap((path) =>
  bombs.map(
    ([what, body]) =>
      [`${what} to ${path}`, path, { method: 'POST', headers: json, body }] as const,
  ),
)

const headers: readonly (readonly [string, string])[] = [
  ['Accept', 'text/event-stream;q=2,*/*;q=-1'],
  ['Accept', `${'text/html,'.repeat(500)}`],
  ['Accept', ';;;,,,'],
  ['Accept-Language', `${'zh-'.repeat(800)}`],
  ['Accept-Encoding', 'gzip;q=NaN, br;q=1e99, \t'],
  ['Range', 'bytes=0-0'],
  ['Range', `bytes=${'0-1,'.repeat(800)}0-1`],
  ['Range', 'bytes=-9999999999999999999'],
  ['If-None-Match', `${'"a",'.repeat(800)}*`],
  ['If-Modified-Since', 'Thu, 99 Foo 99999 99:99:99 GMT'],
  ['Content-Type', 'application/json; charset=utf-7'],
  ['Content-Type', `multipart/form-data; boundary=${'x'.repeat(3000)}`],
  ['Content-Encoding', 'gzip, gzip, gzip'],
  ['Expect', '200-ok'],
  ['Origin', 'null'],
  ['Origin', 'https://x.example'],
  ['Referer', 'javascript:alert(1)'],
  ['Authorization', `Bearer ${'a'.repeat(5000)}`],
  ['Authorization', 'Negotiate ='],
  ['Cookie', `footnote_session=${'x'.repeat(3000)}; __proto__=1; lang=<script>`],
  ['X-Forwarded-For', '127.0.0.1, ::1, <script>, 999.999.999.999'],
  ['X-Forwarded-Host', 'x.example'],
  ['X-Original-URL', '/v1/sources'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Request-Id', '<script>alert(1)</script>'],
  ['Last-Event-ID', '-1; DROP'],
  ['Sec-Fetch-Site', '<script>'],
  ['Upgrade', 'h2c'],
  ['Traceparent', '00-<script>-x-01'],
]
const readPaths = ['/', '/sources', '/v1/sources', '/v1/index', '/page.json', '/docs']

export const oddHeaders: readonly (readonly [what: string, path: string, init: Sent])[] =
  headers.flatMap(([name, value]) =>
    readPaths.map(
      (path) =>
        [
          `${name}: ${value.slice(0, 30)} at ${path}`,
          path,
          { headers: { [name]: value } },
        ] as const,
    ),
  )

/** Fields said twice, as lists and objects, nameless, long, and wrongly encoded. */
export const oddQueries = [
  ...['a=1&a=2', 'a[]=1&a[b]=2', '&&&===', '%', '%zz=%zz', '=%00', '%ff%fe', 'question=%c0%ae'],
  ...['__proto__[x]=1', 'constructor.prototype.x=1', `q=${'a'.repeat(8000)}`, '?'.repeat(200)],
  ...[
    `${'a=1&'.repeat(2000)}`,
    'question=Tide&question=Tide',
    'earlier=&earlier=&question=',
    'lang=xx&lang=en',
  ],
  ...['question=%ED%A0%80', 'date_from=9999-99-99&question=Tide', 'source=..%2f..&question=Tide'],
].flatMap((query) =>
  ['/', '/sources', '/export', '/v1/sources', '/page.json', '/filters.json'].map(
    (path) => [`${path}?${query.slice(0, 40)}`, `${path}?${query}`, {}] as const,
  ),
)
