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

/** Failures: unsupported where the system has nothing we could ask. */
async function ask(what: 'reveal' | 'open', path: string): Promise<void> {
  try {
    await start(what, path)
  } catch (error) {
    const reason = what === 'reveal' ? 'no-file-browser' : 'no-program'
    const program = what === 'reveal' ? 'file browser' : 'program'
    const message = `No ${program} could be opened. The file is at ${path}.`
    throw failed({ code: 'unsupported', reason, message }, { cause: error })
  }
}

export const reveal = (path: string): Promise<void> => ask('reveal', path)

export const openFile = (path: string): Promise<void> => ask('open', path)

/** Best effort: the address was printed as well. */
export const openInBrowser = (url: string): Promise<void> => start('open', url).catch(() => undefined)
