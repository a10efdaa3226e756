/** A name sent with a file, and the path it is kept under, or the code it is refused with. */
export type NameCase = [what: string, name: string, result: string]

export const names: NameCase[] = [
  ['a plain name', 'tides.txt', 'tides.txt'],
  ['a folder', 'harbour/2024/tides.txt', 'harbour/2024/tides.txt'],
  ['Chinese', '潮汐/渡輪.txt', '潮汐/渡輪.txt'],
  ['decomposed letters', 'cafe\u0301.txt', 'caf\u00e9.txt'],
  ['letters Windows does not take', 'who <is> "it"?.txt', 'who -is- -it--.txt'],
  ['spaces and points at the ends', ' notes . /tides.txt ', 'notes/tides.txt'],
  ['a point inside', 'v1.2/report no. 7.txt', 'v1.2/report no. 7.txt'],
  ['a parent', '../tides.txt', 'file_name_refused'],
  ['a parent in the middle', 'harbour/../../tides.txt', 'file_name_refused'],
  ['a parent at the end', 'harbour/..', 'file_name_refused'],
  ['a parent in Windows form', '..\\tides.txt', 'file_name_refused'],
  ['this folder', './tides.txt', 'file_name_refused'],
  ['an absolute path', '/etc/tides.txt', 'file_name_refused'],
  ['a drive', 'C:/tides.txt', 'file_name_refused'],
  ['a drive in Windows form', 'C:\\tides.txt', 'file_name_refused'],
  ['a share', '\\\\server\\tides.txt', 'file_name_refused'],
  ['a hidden file', '.bashrc', 'file_name_refused'],
  ['a hidden folder', '.git/config.txt', 'file_name_refused'],
  ['a hidden file in a folder', 'harbour/.tides.txt', 'file_name_refused'],
  ['notes about the corpus', 'README.md', 'file_name_refused'],
  ['what Windows leaves behind', 'harbour/Thumbs.db', 'file_name_refused'],
  ['a device', 'CON.txt', 'file_name_refused'],
  ['a device as a folder', 'nul/tides.txt', 'file_name_refused'],
  ['a device with a number', 'com1.tides.txt', 'file_name_refused'],
  ['NUL', 'tides\0.txt', 'file_name_refused'],
  ['a control character', 'tides\u0007.txt', 'file_name_refused'],
  ['letters turned round', 'tides\u202etxt.exe', 'file_name_refused'],
  ['a full-width parent', '．．/tides.txt', '．．/tides.txt'],
  ['an empty part', 'harbour//tides.txt', 'file_name_refused'],
  ['a folder alone', 'harbour/', 'file_name_refused'],
  ['points only', '...', 'file_name_refused'],
  ['white space only', '   ', 'file_name_refused'],
  ['a long name', `${'a'.repeat(210)}.txt`, 'file_name_refused'],
  ['a long name in three-byte letters', `${'潮'.repeat(70)}.txt`, 'file_name_refused'],
  [
    'a long path',
    `${'harbour/'.repeat(14)}${'a'.repeat(150)}.txt`,
    `${'harbour/'.repeat(14)}${'a'.repeat(150)}.txt`,
  ],
  ['too long a path', `${`${'a'.repeat(100)}/`.repeat(9)}tides.txt`, 'file_name_refused'],
  ['too many folders', `${'a/'.repeat(20)}tides.txt`, 'file_name_refused'],
  ['a percent sign', '%2e%2e%2ftides.txt', '%2e%2e%2ftides.txt'],
]

const crlf = '\r\n'
const part = (head: string, body: string) => `--edge${crlf}${head}${crlf}${crlf}${body}${crlf}`
const file = (name: string) => `Content-Disposition: form-data; name="file"; filename="${name}"`
const form = 'multipart/form-data; boundary=edge'
const end = `--edge--${crlf}`

/** What is odd about a request, its media type, its body, its status, and its problem's code. */
export type RequestCase = [
  what: string,
  type: string | undefined,
  body: string,
  status: number,
  code: string,
]

export const requests: RequestCase[] = [
  [
    'no media type',
    undefined,
    part(file('a.txt'), 'High tide.') + end,
    415,
    'unsupported_media_type',
  ],
  ['JSON', 'application/json', '{}', 415, 'unsupported_media_type'],
  ['a plain form', 'application/x-www-form-urlencoded', 'a=b', 415, 'unsupported_media_type'],
  [
    'no boundary',
    'multipart/form-data',
    part(file('a.txt'), 'x') + end,
    415,
    'unsupported_media_type',
  ],
  ['an empty boundary', 'multipart/form-data; boundary=', 'x', 400, 'invalid_request'],
  [
    'another boundary',
    'multipart/form-data; boundary=other',
    part(file('a.txt'), 'x') + end,
    400,
    'invalid_request',
  ],
  ['an empty body', form, '', 400, 'invalid_request'],
  ['nothing but the end', form, end, 400, 'invalid_request'],
  ['cut in the head', form, `--edge${crlf}Content-Dispos`, 400, 'invalid_request'],
  [
    'cut in a file',
    form,
    `--edge${crlf}${file('a.txt')}${crlf}${crlf}High tide is`,
    400,
    'invalid_request',
  ],
  [
    'a field, no file',
    form,
    part('Content-Disposition: form-data; name="a"', 'b') + end,
    400,
    'invalid_request',
  ],
  [
    'no name',
    form,
    part('Content-Disposition: form-data; name="a"; filename=""', '') + end,
    400,
    'invalid_request',
  ],
  ['an empty file', form, part(file('a.txt'), '') + end, 415, 'file_type_refused'],
  [
    'a program',
    form,
    part(file('a.txt'), '\x7fELF\x02\x01\x01\0\0\0\0\0') + end,
    415,
    'file_type_refused',
  ],
  [
    'a style sheet',
    form,
    part(file('a.css'), 'body { margin: 0 }') + end,
    415,
    'file_type_refused',
  ],
  [
    'no document',
    form,
    part(file('a.pdf'), 'High tide is at noon.') + end,
    415,
    'file_type_refused',
  ],
]
