/** A line of the tree that says how its folder stands, where there are no rows to show. */
import type { CSSProperties } from 'react'
import { Button } from '../../components/Button.tsx'
import { failureWords } from '../../strings/failures.ts'
import { treeWords as words } from '../../strings/tree.ts'
import type { OpenFolder } from './openFolder.ts'

type NoteRowProps = {
  readonly folder: OpenFolder
  readonly line: number
  readonly level: number
  readonly topPx: number
}

export function NoteRow({ folder, line, level, topPx }: NoteRowProps) {
  const style: CSSProperties & { readonly '--level': number } = {
    transform: `translateY(${topPx}px)`,
    '--level': level - 1,
  }
  const { failure, waiting } = folder
  return (
    <div role="row" className="tree-row note" style={style} aria-rowindex={line + 2} aria-level={level}>
      <div role="gridcell" className="tree-name">
        <span className="twist" />
        <span className="name-text">
          {failure === null ? (waiting ? words.loading : words.emptyInner) : failure.message}
        </span>
        {failure === null ? null : (
          <Button small onPress={() => folder.refresh()}>
            {failureWords.tryAgain}
          </Button>
        )}
      </div>
    </div>
  )
}
