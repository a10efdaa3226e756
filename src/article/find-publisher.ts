import type { MetadataItem } from './metadata-line.ts'

/** The lines of an article that may name its publisher, in order. */
export interface PublisherEvidence {
  readonly items: readonly MetadataItem[]
  readonly boilerplate: readonly string[]
  readonly contacts: readonly string[]
}

/** Mail domains that say nothing about who publishes. */
const publicMail =
  /^(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol|proton|protonmail|gmx|mail|qq|foxmail|163|126|139|sina|sohu|yeah|netvigator)\./i

const copyright =
  /(?:copyright|©|\(c\)|版权所有|版權所有|著作权|著作權)(?:[\s:：,©\d–—-]|\(c\)|by\b|copyright)*(.*)$/i
const presenter = /^(?:presented|published|produced|brought to you) by:?\s+(.+)$/i
const viewsOf =
  /\b(?:reflect|represent)s?\b[^.]{0,80}?\b(?:of|by)\s+(?:the\s+)?(\p{Lu}[^.;]{1,60}?)(?:[.;,]|\s+or\s|$)/u
const standOf = /不代表(?!本|我|任何|平台|官方)(.{2,20}?)(?:的)?(?:观点|觀點|立场|立場|意见|意見)/

/**
 * Who publishes an article, as its own lines show: a source line, a copyright line, a presenter, a
 * disclaimer that names whose views these are not, and last the domain of the writer's address.
 */
export function findPublisher({ items, boilerplate, contacts }: PublisherEvidence): string | null {
  const source = items.find(({ kind }) => kind === 'source')?.value
  if (source) return source
  for (const read of [ownerOf, (line: string) => presenter.exec(line)?.[1], disclaimed]) {
    for (const line of boilerplate) {
      const name = tidy(read(line))
      if (name) return name
    }
  }
  for (const line of contacts) {
    const domain = /[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})/i.exec(line)?.[1]?.toLowerCase()
    if (domain && !publicMail.test(domain)) return domain
  }
  return null
}

function ownerOf(line: string): string | undefined {
  const after = copyright.exec(line)?.[1]
  if (after && /\p{L}/u.test(after.replace(/all rights reserved/i, ''))) return after
  return /^(.{2,60}?)\s*(?:版权所有|版權所有)/.exec(line)?.[1]
}

function disclaimed(line: string): string | undefined {
  return viewsOf.exec(line)?.[1] ?? standOf.exec(line)?.[1]
}

function tidy(name: string | undefined): string | undefined {
  const tidied = name
    ?.replace(/[\s,，.。;；|]*(?:all rights reserved|版权所有|版權所有|未经|未經|不得).*$/i, '')
    .replace(/\s*\d{4}(?:\s*[-–]\s*\d{4})?\s*/g, ' ')
    .replace(/^[\s"“《©:：]+|[\s"”》,，.。;；|]+$/g, '')
  return tidied && tidied.length <= 100 && /\p{L}{2}/u.test(tidied) ? tidied : undefined
}
