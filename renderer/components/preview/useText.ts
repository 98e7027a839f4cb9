/** The text behind an address of the content channel. */
import { useEffect, useState } from 'react'
import { decodeText } from '../../format/text.ts'

/** null while it is on its way; `text` null when the bytes are none. */
export function useText(url: string, onFailed: () => void): { readonly text: string | null } | null {
  const [read, setRead] = useState<{ readonly text: string | null } | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const readAll = async (): Promise<void> => {
      const answer = await fetch(url, { signal: stop.signal })
      if (!answer.ok) throw new Error(`The content channel answered ${answer.status}.`)
      setRead({ text: decodeText(new Uint8Array(await answer.arrayBuffer())) })
    }
    readAll().catch(() => {
      if (!stop.signal.aborted) onFailed()
    })
    return () => stop.abort()
    // A new address is a new component.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [url])
  return read
}
