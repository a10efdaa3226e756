import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createProgress } from '../../src/cli/progress.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A stream that keeps what is written, as a terminal of 80 columns or as a pipe. */
function recorder(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk)
      done()
    },
  })
  const terminal = { isTTY, columns: 80, rows: 24, cursorTo: () => true, clearLine: () => true }
  return { stream: Object.assign(stream, terminal) as never, written: () => text }
}

describe('in a pipe', () => {
  test('writes plain lines, without a single control character', () => {
    const { stream, written } = recorder(false)
    const progress = createProgress(stream)
    progress.update('Embedding', 1, 4, 'count')
    progress.update('Embedding', 4, 4, 'count')
    progress.finish()
    expect(written()).toBe('Embedding: 1 of 4\nEmbedding: 4 of 4\n')
  })

  test('says no more than a line in two seconds, but always the first and the last', () => {
    const { stream, written } = recorder(false)
    const progress = createProgress(stream)
    for (let done = 0; done <= 1000; done += 1) {
      progress.update('Embedding', done, 1000, 'count')
      vi.advanceTimersByTime(10)
    }
    const lines = written().trimEnd().split('\n')
    expect(lines[0]).toBe('Embedding: 0 of 1000')
    expect(lines.at(-1)).toBe('Embedding: 1000 of 1000')
    expect(lines.length).toBeGreaterThanOrEqual(5)
    expect(lines.length).toBeLessThanOrEqual(7)
  })

  test('begins another label at once, and the same one again after the end', () => {
    const { stream, written } = recorder(false)
    const progress = createProgress(stream)
    progress.update('one.onnx', 500_000, 34_000_000, 'bytes')
    progress.update('two.json', 0, 1_000_000, 'bytes')
    progress.finish()
    progress.update('two.json', 0, 1_000_000, 'bytes')
    expect(written()).toBe(
      'one.onnx: 0.5 of 34.0 MB\ntwo.json: 0.0 of 1.0 MB\ntwo.json: 0.0 of 1.0 MB\n',
    )
  })

  test('writes nothing of nothing', () => {
    const { stream, written } = recorder(false)
    createProgress(stream).finish()
    expect(written()).toBe('')
  })
})

describe('in a terminal', () => {
  test('draws one bar a label, with the amounts', () => {
    const { stream, written } = recorder(true)
    const progress = createProgress(stream)
    progress.update('Embedding', 0, 40, 'count')
    progress.update('Embedding', 40, 40, 'count')
    progress.finish()
    expect(written()).toContain('Embedding ')
    expect(written()).toContain('40 of 40')
    expect(written()).toContain('█')
  })

  test('ends the bar of one label before that of the next', () => {
    const { stream, written } = recorder(true)
    const progress = createProgress(stream)
    progress.update('Fetching', 1_000_000, 2_000_000, 'bytes')
    progress.update('Embedding', 1, 2, 'count')
    progress.finish()
    expect(written()).toContain('1.0 of 2.0 MB')
    expect(written()).toMatch(/Fetching[\s\S]*\n[\s\S]*Embedding/)
  })

  test('gives the cursor back and leaves no timer, however often it is ended', () => {
    const { stream, written } = recorder(true)
    const progress = createProgress(stream)
    progress.update('Embedding', 1, 2, 'count')
    progress.finish()
    progress.finish()
    expect(vi.getTimerCount()).toBe(0)
    expect(written().lastIndexOf('\u001b[?25h')).toBeGreaterThan(written().indexOf('\u001b[?25l'))
  })

  test('draws anew after the end, also for the same label', () => {
    const { stream, written } = recorder(true)
    const progress = createProgress(stream)
    progress.update('Embedding', 2, 2, 'count')
    progress.finish()
    progress.update('Embedding', 3, 9, 'count')
    progress.finish()
    expect(written()).toContain('3 of 9')
  })

  test('bears a total of nothing', () => {
    const { stream } = recorder(true)
    const progress = createProgress(stream)
    progress.update('Fetching', 0, 0, 'bytes')
    progress.finish()
    expect(vi.getTimerCount()).toBe(0)
  })
})
