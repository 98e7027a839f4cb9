/** What there is to know of the bucket that is open: what was deleted from it lately, and what it holds. */
import { ChartNoAxesColumn, Trash2 } from 'lucide-react'
import { useSelected } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords as words } from '../../strings/frame.ts'
import { PlaceButton } from './PlaceButton.tsx'

export function LookItems() {
  const { navigation, commands } = useStrata()
  const hasBucket = useSelected(navigation, ({ here }) => here !== null)
  if (!hasBucket) return null
  return (
    <ul>
      <li>
        <PlaceButton
          icon={<Trash2 size={15} aria-hidden />}
          name={words.recentlyDeleted}
          onPress={() => commands.look('show-recently-deleted').run()}
        />
      </li>
      <li>
        <PlaceButton
          icon={<ChartNoAxesColumn size={15} aria-hidden />}
          name={words.storage}
          onPress={() => commands.look('show-storage').run()}
        />
      </li>
    </ul>
  )
}
