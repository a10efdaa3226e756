import type { FSWatcher } from 'chokidar'

export interface WatchOptions {
  /** Something in the folder or in a folder of it has changed, or may have. */
  readonly onChange: () => void
  /** No more changes are told: the system has no room for them, or the folder cannot be watched. */
  readonly onError: (error: unknown) => void
}

/**
 * Tells when something in a folder changes, until it is closed; what has changed is for a look at
 * the folder to find out. Only folders are watched, each with its files: so it takes a watch a
 * folder, not one a file, of which systems allow few.
 */
export async function watchFolder(
  directory: string,
  { onChange, onError }: WatchOptions,
): Promise<{ close(): Promise<void> }> {
  const { watch } = await import('chokidar')
  const watcher: FSWatcher = watch(directory, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (_path, stats) => stats?.isFile() ?? false,
  })
  // Files are not watched themselves: what becomes of them is told by their folder, as it comes.
  watcher.on('raw', onChange)
  watcher.on('all', onChange)
  watcher.on('error', onError)
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve)
    watcher.once('error', () => resolve())
  })
  return { close: () => watcher.close() }
}
