/** The field of the search; the keyboard moves among what is found from here. */
import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '../../components/Button.tsx'
import { searchWords as words } from '../../strings/search.ts'
import type { FoundKeys } from './useFoundKeys.ts'

type SearchInputProps = {
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly keys: FoundKeys
  readonly place: string
  readonly rowCount: number
}

export function SearchInput({ typed, onType, keys, place, rowCount }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const hasRows = rowCount > 0
  return (
    <div className="search-input">
      <Search size={17} aria-hidden />
      <input
        ref={input}
        type="text"
        role="combobox"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        aria-label={words.title(place)}
        aria-autocomplete="list"
        aria-expanded={hasRows}
        aria-controls={keys.listId}
        {...(hasRows ? { 'aria-activedescendant': keys.idOf(keys.lead) } : {})}
        placeholder={words.placeholder(place)}
        value={typed}
        onChange={({ currentTarget }) => onType(currentTarget.value)}
        onKeyDown={keys.onKeyDown}
      />
      {typed === '' ? null : (
        <IconButton
          small
          label={words.clear}
          icon={<X size={14} aria-hidden />}
          onPress={() => {
            onType('')
            input.current?.focus()
          }}
        />
      )}
    </div>
  )
}
