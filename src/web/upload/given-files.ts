import { isIgnoredName } from '../../article/ignored-name.ts'
import type { GivenFile } from './upload-controller.ts'

/** Folders inside folders that are entered. */
const deepest = 16

/** The files that were chosen, each with its path where a folder was. Must be called in the event. */
export function chosenFiles(input: HTMLInputElement): GivenFile[] {
  return [...(input.files ?? [])]
    .map((file) => ({ name: file.webkitRelativePath || file.name, file }))
    .filter(isArticleName)
}

/** The files that were dropped, those in dropped folders too. Entries are gone once the event is over. */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  if (entries.length === 0) {
    return [...transfer.files].map((file) => ({ name: file.name, file })).filter(isArticleName)
  }
  const found: GivenFile[] = []
  for (const entry of entries) await collect(entry, '', found, 0)
  return found
}

async function collect(
  entry: FileSystemEntry,
  folder: string,
  found: GivenFile[],
  depth: number,
): Promise<void> {
  const name = folder === '' ? entry.name : `${folder}/${entry.name}`
  if (isIgnoredName(entry.name) || depth > deepest) return
  if (entry.isFile) {
    const file = await readEntry(entry as FileSystemFileEntry).catch(() => undefined)
    if (file) found.push({ name, file })
  } else if (entry.isDirectory) {
    for (const child of await readFolder(entry as FileSystemDirectoryEntry)) {
      await collect(child, name, found, depth + 1)
    }
  }
}

function readEntry(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** A browser gives a hundred entries at a time. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    if (some.length === 0) return all.sort((a, b) => (a.name < b.name ? -1 : 1))
    all.push(...some)
  }
}

/** What the server would refuse as never being an article need not be sent. */
function isArticleName({ name }: GivenFile): boolean {
  return !name.split('/').some(isIgnoredName)
}
