/** How long this thread kept everybody waiting, told apart from how long the machine did. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type LoopWatch = {
  /** Between two turns of the loop, by the clock: a busy machine's other programs are in it. */
  readonly p99Ms: number
  readonly maxMs: number
  /** The most that this thread itself computed between two turns. */
  readonly mostCpuMs: number
}

const turnMs = 1

export function watchLoop(): () => LoopWatch {
  const delay = monitorEventLoopDelay({ resolution: turnMs })
  delay.enable()
  let mostCpuMs = 0
  let before = process.threadCpuUsage()
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(before)
    mostCpuMs = Math.max(mostCpuMs, (user + system) / 1000)
    before = process.threadCpuUsage()
  }
  const timer = setInterval(look, turnMs)
  return () => {
    clearInterval(timer)
    look()
    delay.disable()
    return { p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6, mostCpuMs }
  }
}
