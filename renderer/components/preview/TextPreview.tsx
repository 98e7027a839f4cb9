/** Text with the colours of its language, to be read and copied, never changed. */
import { LanguageDescription, syntaxHighlighting } from '@codemirror/language'
import { languages } from '@codemirror/language-data'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { previewWords as words, whyNoPreview } from '../../strings/preview.ts'
import { Spinner } from '../Spinner.tsx'
import { NoPreview } from './NoPreview.tsx'
import type { PreviewSize } from './Preview.tsx'
import { useText } from './useText.ts'

/** Longer lines make the editor slow; nobody reads them. */
const longestLine = 20_000

type TextPreviewProps = {
  readonly url: string
  readonly name: string
  readonly size: PreviewSize
  /** null: all of it is there. */
  readonly cutAtBytes: number | null
  readonly onFailed: () => void
}

export function TextPreview({ url, name, size, cutAtBytes, onFailed }: TextPreviewProps) {
  const read = useText(url, onFailed)
  if (read === null) return <Spinner />
  if (read.text === null) return <NoPreview why={whyNoPreview.type} />
  return (
    <>
      <Editor text={read.text} name={name} size={size} />
      {cutAtBytes !== null && size === 'big' ? <p className="preview-note">{words.cut(cutAtBytes)}</p> : null}
    </>
  )
}

type EditorProps = Pick<TextPreviewProps, 'name' | 'size'> & { readonly text: string }

function Editor({ text, name, size }: EditorProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current === null) return undefined
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
  return <div ref={place} className="preview-text" />
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
