/** The text behind an address of the content channel. */
import { useEffect, useState } from 'react'

export function useText(url: string, onFailed: () => void): string | null {
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const read = async (): Promise<void> => {
      const answer = await fetch(url, { signal: stop.signal })
      if (!answer.ok) throw new Error(`The content channel answered ${answer.status}.`)
      setText(await answer.text())
    }
    read().catch(() => {
      if (!stop.signal.aborted) onFailed()
    })
    return () => stop.abort()
    // A new address is a new component.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [url])
  return text
}
