/** What processes cost: CPU seconds and peak memory of one and all it started, read from /proc. */
import { readFile, readdir } from 'node:fs/promises'

/** As Linux tells CPU time on every machine of today. */
const ticksPerSecond = 100
const pollMs = 50

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

/** A process and everything below it that is still there. */
async function familyOf(pid: number): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const told = await Promise.all(threads.map((thread) => textOf(`/proc/${pid}/task/${thread}/children`)))
  const children = told.flatMap((text) => text.split(' ').filter(Boolean).map(Number))
  return [pid, ...(await Promise.all(children.map(familyOf))).flat()]
}

/** Its own time, and that of the children it has seen end. */
async function secondsOf(pid: number): Promise<{ readonly own: number; readonly ended: number }> {
  const fields = (await textOf(`/proc/${pid}/stat`))
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
  return { own: (user + system) / ticksPerSecond, ended: (endedUser + endedSystem) / ticksPerSecond }
}

/** Of a process and all below it, since they began. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const times = await Promise.all((await familyOf(pid)).map(secondsOf))
  return times.reduce((sum, { own, ended }) => sum + own + ended, 0)
}

/** Of all children of this process that have ended. */
export const cpuSecondsOfEnded = async (): Promise<number> => (await secondsOf(process.pid)).ended

async function peakBytesOf(pid: number): Promise<number> {
  const told = await Promise.all((await familyOf(pid)).map((each) => textOf(`/proc/${each}/status`)))
  const kibibytes = told.map((status) => Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0))
  return kibibytes.reduce((sum, each) => sum + each, 0) * 1024
}

/** Watches a process until it is told to stop, and then answers with the most memory it and its children held. */
export function watchMemory(pid: number): () => Promise<number> {
  let mostBytes = 0
  const look = async (): Promise<void> => {
    mostBytes = Math.max(mostBytes, await peakBytesOf(pid))
  }
  const timer = setInterval(() => void look(), pollMs)
  return async () => {
    clearInterval(timer)
    await look()
    return mostBytes
  }
}
