/** Opens things with what the system has for them, without Electron. */
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { failed } from '../../shared/failure.ts'

/** Program and arguments that show a file in its folder, or open an address. */
function openerOf(what: 'reveal' | 'open', path: string): readonly [string, readonly string[]] {
  if (process.platform === 'darwin') return ['open', what === 'reveal' ? ['-R', path] : [path]]
  if (process.platform === 'win32') {
    return what === 'reveal'
      ? ['explorer.exe', [`/select,${path}`]]
      : ['cmd.exe', ['/c', 'start', '""', path]]
  }
  return ['xdg-open', [what === 'reveal' ? dirname(path) : path]]
}

function start(what: 'reveal' | 'open', path: string): Promise<void> {
  const [program, args] = openerOf(what, path)
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { detached: true, stdio: 'ignore' })
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
    child.once('error', reject)
  })
}

/** Failures: unsupported where the system has no file browser we could ask. */
export async function reveal(path: string): Promise<void> {
  try {
    await start('reveal', path)
  } catch (error) {
    throw failed(
      {
        code: 'unsupported',
        reason: 'no-file-browser',
        message: `No file browser could be opened. The file is at ${path}.`,
      },
      { cause: error },
    )
  }
}

/** Best effort: the address was printed as well. */
export const openInBrowser = (url: string): Promise<void> => start('open', url).catch(() => undefined)
