/** Shows only names that contain what is typed, in the folder that is open. */
import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { Button, Input, SearchField } from 'react-aria-components'
import { keysOf } from '../../format/keys.ts'
import { useHandlers } from '../../state/commands.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords as words } from '../../strings/frame.ts'

export function FilterField() {
  const { filter, commands, info } = useStrata()
  const input = useRef<HTMLInputElement>(null)
  const text = useStore(filter)
  useHandlers(commands, () => ({
    find: {
      whyNot: null,
      run: () => {
        input.current?.focus()
        input.current?.select()
      },
    },
  }))
  return (
    <SearchField className="search" aria-label={words.filter} value={text} onChange={filter.set}>
      <Search size={14} aria-hidden />
      <Input
        ref={input}
        placeholder={words.filter}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
          event.preventDefault()
          document.querySelector<HTMLElement>('[role=treegrid]')?.focus()
        }}
      />
      {text === '' ? (
        <kbd aria-hidden>{keysOf('find', info)}</kbd>
      ) : (
        <Button className="search-clear" aria-label={words.clearFilter}>
          <X size={13} aria-hidden />
        </Button>
      )}
    </SearchField>
  )
}
