import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Revision } from '../../article/article.ts'
import { readCited } from '../cited-revisions.ts'
import { listRevisions, revisionLeftovers } from '../kept-revisions.ts'
import type { OpenIndex } from '../open-index.ts'
import { readPruned } from '../pruned-revisions.ts'
import { parseFacts } from '../revision-facts.ts'
import { readHistory } from '../revision-history.ts'
import { revisionsFolder } from '../revisions.ts'
import { type Finding, repairStep } from './finding.ts'

/** What is the matter with the kept texts, and with what points into them. */
export async function examineRevisions(
  directory: string,
  index: OpenIndex | undefined,
): Promise<readonly Finding[]> {
  const folder = revisionsFolder(directory)
  const findings: Finding[] = []
  const texts = new Map<Revision, string>()
  const backup = 'A backup of the index may still hold it.'
  for (const { revision } of await listRevisions(directory)) {
    const name = join(folder, revision.slice('sha256:'.length))
    const bytes = await readFile(`${name}.txt`)
    if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== revision) {
      const message = 'This kept text is damaged: its bytes are not those of its name.'
      const about = { code: 'text_damaged', severity: 'error' as const, path: `${name}.txt` }
      findings.push({ ...about, message, nextStep: `${repairStep} ${backup}` })
      continue
    }
    texts.set(revision, bytes.toString('utf8'))
    if (await hasFacts(`${name}.json`, revision)) continue
    const message = 'What was known of a kept text is missing or damaged, so it does not open.'
    const about = { code: 'facts_damaged', severity: 'error' as const, path: `${name}.json` }
    findings.push({ ...about, message, nextStep: repairStep })
  }
  for (const article of index?.articles ?? []) {
    if (texts.get(article.revision) === article.text) continue
    const path = join(folder, `${article.revision.slice('sha256:'.length)}.txt`)
    if (findings.some((finding) => finding.path === path)) continue
    const message = `The second copy of ${article.path} is missing.`
    const about = { code: 'text_missing', severity: 'warning' as const, path }
    findings.push({ ...about, message, nextStep: repairStep })
  }
  for (const name of await revisionLeftovers(directory)) {
    const about = { code: 'stray', severity: 'note' as const, path: join(folder, name) }
    findings.push({ ...about, message: 'A killed process left it.', nextStep: repairStep })
  }
  return [...findings, ...(await examineCited(directory, texts, findings, backup))]
}

/** Every range that was cited is cut again from its text. */
async function examineCited(
  directory: string,
  texts: ReadonlyMap<Revision, string>,
  known: readonly Finding[],
  backup: string,
): Promise<readonly Finding[]> {
  const pruned = new Set((await readPruned(directory)).map(({ revision }) => revision))
  const lost = new Map<Revision, number>()
  const findings: Finding[] = []
  for (const { revision, start, end } of await readCited(directory)) {
    const text = texts.get(revision)
    if (text === undefined) lost.set(revision, (lost.get(revision) ?? 0) + 1)
    else if (end > text.length || text.slice(start, end).trim() === '') {
      const path = join(directory, 'cited.txt')
      const message = `A citation is recorded at ${start}-${end} of ${revision}, where no words are.`
      const nextStep = 'Nothing needs to be done: no link of an answer leads there.'
      findings.push({ code: 'cited_nowhere', severity: 'note', path, message, nextStep })
    }
  }
  for (const [revision, count] of lost) {
    const path = join(revisionsFolder(directory), `${revision.slice('sha256:'.length)}.txt`)
    if (pruned.has(revision) || known.some((finding) => finding.path === path)) continue
    const message = `${count} citations point into this text, which is not kept any more.`
    const nextStep = `${repairStep} ${backup}`
    findings.push({ code: 'cited_lost', severity: 'error', path, message, nextStep })
  }
  const dated = new Set((await readHistory(directory)).map(({ revision }) => revision))
  const undated = [...texts.keys()].filter((revision) => !dated.has(revision))
  if (undated.length > 0) {
    const path = join(directory, 'history.txt')
    const message = `It does not know ${undated.length} of the kept texts.`
    findings.push({ code: 'undated', severity: 'note', path, message, nextStep: repairStep })
  }
  return findings
}

async function hasFacts(path: string, revision: Revision): Promise<boolean> {
  const file = await readFile(path, 'utf8').catch(() => '')
  return parseFacts(file, revision) !== undefined
}
