/** The filter of the open folder, and the way to the search through the whole bucket. */
import { TextSearch } from 'lucide-react'
import { IconButton } from '../../components/Button.tsx'
import { keysOf } from '../../format/keys.ts'
import { useStrata } from '../../strata.ts'
import { frameWords as words } from '../../strings/frame.ts'
import { FilterField } from './FilterField.tsx'

export function SearchTools() {
  const { commands, info } = useStrata()
  return (
    <>
      <FilterField />
      <IconButton
        label={words.searchBucket}
        keys={keysOf('search-bucket', info)}
        icon={<TextSearch size={16} aria-hidden />}
        onPress={() => commands.look('search-bucket').run()}
      />
    </>
  )
}
