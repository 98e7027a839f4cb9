/** Text with the colours of its language, to be read and copied, never changed. */
import { defaultHighlightStyle, LanguageDescription, syntaxHighlighting } from '@codemirror/language'
import { languages } from '@codemirror/language-data'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { previewWords as words } from '../../strings/preview.ts'
import { Spinner } from '../Spinner.tsx'
import type { PreviewSize } from './Preview.tsx'
import { useText } from './useText.ts'

/** Longer lines make the editor slow; nobody reads them. */
const longestLine = 20_000

type TextPreviewProps = {
  readonly url: string
  readonly name: string
  readonly size: PreviewSize
  readonly shownBytes: number
  readonly onFailed: () => void
}

export function TextPreview({ url, name, size, shownBytes, onFailed }: TextPreviewProps) {
  const text = useText(url, onFailed)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (text === null || place.current === null) return undefined
    const view = new EditorView({ parent: place.current, state: stateOf(text, name, size, []) })
    let gone = false
    void languageOf(name).then((language) => {
      if (language !== null && !gone) view.setState(stateOf(text, name, size, [language]))
      return undefined
    })
    return () => {
      gone = true
      view.destroy()
    }
  }, [text, name, size])
  if (text === null) return <Spinner />
  const isCut = new Blob([text]).size >= shownBytes && shownBytes > 0 && size === 'big'
  return (
    <>
      <div ref={place} className="preview-text" />
      {isCut && shownBytes >= 1024 ** 2 ? <p className="preview-note">{words.cut(shownBytes)}</p> : null}
    </>
  )
}

function stateOf(text: string, name: string, size: PreviewSize, language: readonly Extension[]): EditorState {
  return EditorState.create({
    doc: text.replaceAll(/.{20000,}/g, (line) => `${line.slice(0, longestLine)}…`),
    extensions: [
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': words.text(name), tabindex: '0' }),
      size === 'big' ? lineNumbers() : [],
      syntaxHighlighting(classHighlighter),
      syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
      ...language,
    ],
  })
}

/** null: a plain text, or a language nobody knows. */
async function languageOf(name: string): Promise<Extension | null> {
  const description = LanguageDescription.matchFilename(languages, name)
  // Without colours it can be read all the same.
  return description === null ? null : await description.load().catch(() => null)
}
