/** The filters of a search, each taken away by a press, and a few to add. */
import { Plus, X } from 'lucide-react'
import { Button } from 'react-aria-components'
import { withTerm, withoutTerm, type SearchTerm } from '../../query/searchTerms.ts'
import { chipWords, quickFilters, searchWords as words } from '../../strings/search.ts'
import './searchChips.css'

type SearchChipsProps = {
  readonly terms: readonly SearchTerm[]
  readonly typed: string
  readonly onType: (typed: string) => void
}

export function SearchChips({ terms, typed, onType }: SearchChipsProps) {
  const chips = terms.flatMap((term) => {
    const label = chipWords(term.meaning, term.text)
    return label === null ? [] : [{ term, label }]
  })
  const has = (filter: string): boolean =>
    terms.some(({ text }) => text.split(':')[0] === filter.split(':')[0])
  return (
    <div className="search-chips" role="group" aria-label={words.filters}>
      {chips.map(({ term, label }) => (
        <Button
          key={term.start}
          className={`chip ${term.meaning.kind === 'unclear' ? 'unclear' : 'on'}`}
          aria-label={words.remove(label)}
          onPress={() => onType(withoutTerm(typed, term))}
        >
          {label}
          <X size={11} aria-hidden />
        </Button>
      ))}
      {quickFilters
        .filter(({ term }) => !has(term))
        .map(({ term, label }) => (
          <Button
            key={term}
            className="chip"
            aria-label={words.add(label)}
            onPress={() => onType(withTerm(typed, term))}
          >
            <Plus size={11} aria-hidden />
            {label}
          </Button>
        ))}
    </div>
  )
}
