/** The path of the open folder; every part of it leads there. */
import { Ellipsis } from 'lucide-react'
import { Fragment } from 'react'
import { Button } from 'react-aria-components'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { BucketIcon } from '../../components/BucketIcon.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { Name } from '../../components/Name.tsx'
import { crumbsOf, foldedCrumbs, type Crumb } from '../../format/crumbs.ts'
import { visibleName } from '../../format/names.ts'
import { useSelected } from '../../state/store.ts'
import { useDropTarget } from '../../drop/useDropTarget.ts'
import { samePlace } from '../../state/navigation.ts'
import { useStrata } from '../../strata.ts'
import { frameWords as words } from '../../strings/frame.ts'

const mostCrumbs = 5

export function Breadcrumb({ place }: { readonly place: PrefixRef }) {
  const { connections } = useStrata()
  const root = useSelected(
    connections,
    (list) => list?.find(({ id }) => id === place.connectionId)?.prefix ?? '',
  )
  const crumbs = crumbsOf(place.bucket, place.prefix, root)
  const { first, hidden, last } = foldedCrumbs(crumbs, mostCrumbs)
  const shown = (crumb: Crumb) => (
    <CrumbItem
      key={crumb.prefix}
      place={{ ...place, prefix: crumb.prefix }}
      name={crumb.name}
      isBucket={crumb === crumbs[0]}
      isHere={crumb === crumbs.at(-1)}
    />
  )
  return (
    <nav className="crumbs" aria-label={words.path}>
      <ol>
        {first.map(shown)}
        {hidden.length === 0 ? null : <HiddenCrumbs place={place} crumbs={hidden} />}
        {last.map(shown)}
      </ol>
    </nav>
  )
}

type CrumbItemProps = {
  readonly place: PrefixRef
  readonly name: string
  readonly isBucket: boolean
  readonly isHere: boolean
}

function CrumbItem({ place, name, isBucket, isHere }: CrumbItemProps) {
  const { navigation, drop } = useStrata()
  const dropProps = useDropTarget(() => place)
  const isPast = useSelected(navigation, (journey) => journey.here?.past != null)
  const isAimedAt = useSelected(drop.target, (target) => target !== null && samePlace(target, place))
  return (
    <Fragment>
      <li className={isHere ? 'here' : ''} {...dropProps}>
        <button
          type="button"
          className={`crumb ${isAimedAt && !isPast ? 'drop-target' : ''}`}
          {...(isHere ? { 'aria-current': 'page' as const } : {})}
          onClick={() => navigation.go(place)}
        >
          {isBucket ? <BucketIcon /> : null}
          <span>
            <Name text={name === '' ? words.noName : name} title={visibleName(name)} />
          </span>
        </button>
      </li>
      {isHere ? null : <Divider />}
    </Fragment>
  )
}

const Divider = () => (
  <li className="crumb-divider" aria-hidden>
    ›
  </li>
)

function HiddenCrumbs({ place, crumbs }: { readonly place: PrefixRef; readonly crumbs: readonly Crumb[] }) {
  const { navigation } = useStrata()
  const entries = crumbs.map(({ prefix, name }) => ({
    id: prefix,
    label: name === '' ? words.noName : visibleName(name),
    run: () => navigation.go({ ...place, prefix }),
  }))
  return (
    <>
      <li>
        <MenuButton label={words.hiddenFolders} groups={[entries]}>
          <Button className="crumb" aria-label={words.hiddenFolders}>
            <Ellipsis size={14} aria-hidden />
          </Button>
        </MenuButton>
      </li>
      <Divider />
    </>
  )
}
