import { Presets, SingleBar } from 'cli-progress'

/** Where progress goes: a bar in a terminal, plain lines elsewhere. */
export interface Progress {
  /** `done` and `total` in whatever `unit` says; the same label goes on with the same bar. */
  update(label: string, done: number, total: number, unit: 'bytes' | 'count'): void
  /** Ends the bar, so that ordinary lines can follow. */
  finish(): void
}

/** A plain line is written at most once in so many milliseconds, and at the end of each label. */
const lineEvery = 2000

/** Progress on `stream`, fit for what it is. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? terminalProgress(stream) : lineProgress(stream)
}

function terminalProgress(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | undefined
  let current = ''
  const finish = (): void => {
    bar?.stop()
    bar = undefined
    current = ''
  }
  return {
    update(label, done, total, unit) {
      if (label !== current) {
        finish()
        current = label
        bar = new SingleBar(
          {
            stream,
            format: `${label} {bar} {shown}`,
            hideCursor: true,
            barsize: 28,
            clearOnComplete: false,
          },
          Presets.shades_classic,
        )
        bar.start(Math.max(1, total), done, { shown: amount(done, total, unit) })
      }
      bar?.update(done, { shown: amount(done, total, unit) })
    },
    finish,
  }
}

function lineProgress(stream: NodeJS.WriteStream): Progress {
  let written = 0
  let current = ''
  return {
    update(label, done, total, unit) {
      const now = Date.now()
      const due = label !== current || done >= total || now - written >= lineEvery
      if (!due) return
      current = label
      written = now
      stream.write(`${label}: ${amount(done, total, unit)}\n`)
    },
    finish() {
      current = ''
    },
  }
}

function amount(done: number, total: number, unit: 'bytes' | 'count'): string {
  if (unit === 'count') return `${done} of ${total}`
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1)
  return `${megabytes(done)} of ${megabytes(total)} MB`
}
