import { ReaderPool } from '../../src/article/reader-pool.ts'

// Run by the test beside it: says which process reads, and is then killed while that one hangs.
const pool = new ReaderPool({ file: new URL('./faulty-reader.ts', import.meta.url) })
const read = (path: string) => pool.read({ directory: '/', path, maxBytes: 1, reading: {} })
void read('fine.txt').then(({ drafts }) => {
  void read('hang.txt')
  setImmediate(() => console.log(drafts[0]?.text))
})
